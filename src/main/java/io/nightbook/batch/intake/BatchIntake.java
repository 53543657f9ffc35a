package io.nightbook.batch.intake;

import io.nightbook.csv.BatchRows;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.input.BatchOrder;
import io.nightbook.domain.input.Reason;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.BatchStore;
import io.nightbook.postgres.BatchStore.Known;
import io.nightbook.postgres.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Credit batches: voided_at, paid_at and payment_ref may be filled in later; any other difference is a conflict. */
final class BatchIntake extends IntakeFile<List<InputRow>> {

    private final AccountStore accounts;
    private final BatchStore batches;
    private final BatchRows rows;
    private final Set<String> categories;
    private final Map<String, Account> found = new HashMap<>();

    BatchIntake(Database database, Catalog catalog, InputFile file) {
        super(database, file);
        this.accounts = new AccountStore(database);
        this.batches = new BatchStore(database);
        this.rows = new BatchRows(file, catalog, found::get);
        this.categories = catalog.categories();
    }

    @Override
    void begin() {
        accounts.lockInputs();
    }

    @Override
    List<InputRow> prepare(List<InputRow> block) {
        return block;
    }

    @Override
    void take(List<InputRow> block) {
        found.clear();
        found.putAll(accounts.find(AccountLookup.ids(file(), block)));
        Block<BatchOrder> said = read(block, rows::read);
        reject(said.rejects());
        List<Read<BatchOrder>> read = said.rows();
        Set<String> ids = new LinkedHashSet<>();
        read.forEach(item -> ids.add(item.value().batch().id()));
        Map<String, Known> known = batches.find(ids);
        Map<String, BatchOrder> changed = new LinkedHashMap<>();
        for (Read<BatchOrder> item : read) {
            take(item, known, changed);
        }
        if (!changed.isEmpty()) {
            batches.merge(List.copyOf(changed.values()));
        }
    }

    private void take(Read<BatchOrder> item, Map<String, Known> known, Map<String, BatchOrder> changed) {
        BatchOrder now = item.value();
        dated("effective_at", dayOf(now.batch().nominalAt()));
        dated("expires_at", dayOf(now.batch().expiresAt()));
        String id = now.batch().id();
        Known before = known.get(id);
        if (before == null) {
            known.put(id, asKnown(now));
            changed.put(id, now);
            accept(1);
            noteUnknownCategories(now.batch());
            return;
        }
        String difference = difference(now, before);
        if (difference != null) {
            reject(item.row(), Reason.CONFLICT, id + " " + difference);
            return;
        }
        BatchOrder filled = filledIn(now, before);
        if (asKnown(filled).equals(before)) {
            duplicate();
        } else {
            known.put(id, asKnown(filled));
            changed.put(id, filled);
            accept(1);
        }
    }

    private static @Nullable LocalDate dayOf(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Not refused: a meter of that category may come. */
    private void noteUnknownCategories(CreditBatch batch) {
        batch.categories().stream()
                .filter(category -> !categories.contains(category))
                .forEach(category -> note(batch.id() + " pays for " + category + ", which no meter has; known: "
                        + String.join(", ", categories)));
    }

    /** What contradicts the books, or null. */
    private static @Nullable String difference(BatchOrder now, Known before) {
        boolean same = now.account().no() == before.account()
                && (now.given().equals(before.given()) || now.resolved().equals(before.resolved()));
        if (!same) {
            return "is in the books with other values: " + differences(before.given(), now.given());
        }
        if (contradicts(now.batch().charge().paidAt(), before.paidAt())) {
            return "was paid at " + before.paidAt() + " already";
        }
        if (contradicts(now.batch().voidedAt(), before.voidedAt())) {
            return "was voided at " + before.voidedAt() + " already";
        }
        return contradicts(now.paymentRef(), before.paymentRef())
                ? "has the payment_ref " + before.paymentRef() + " already"
                : null;
    }

    /** Column by column. */
    private static String differences(Map<String, String> before, Map<String, String> now) {
        Set<String> columns = new LinkedHashSet<>(before.keySet());
        columns.addAll(now.keySet());
        return columns.stream()
                .filter(column -> !Objects.equals(before.get(column), now.get(column)))
                .map(column -> column + " " + before.getOrDefault(column, "(none)") + " where this row gives "
                        + now.getOrDefault(column, "(none)"))
                .collect(Collectors.joining("; "));
    }

    private static boolean contradicts(@Nullable Object now, @Nullable Object before) {
        return now != null && before != null && !now.equals(before);
    }

    /** The row with what was filled in before it. */
    private static BatchOrder filledIn(BatchOrder now, Known before) {
        CreditBatch batch = now.batch();
        CreditBatch filled = batch.paid(
                        batch.charge().paidAt() == null
                                ? before.paidAt()
                                : batch.charge().paidAt())
                .voided(batch.voidedAt() == null ? before.voidedAt() : batch.voidedAt());
        CreditBatch bonus = now.bonus() == null ? null : now.bonus().voided(filled.voidedAt());
        return new BatchOrder(
                now.account(),
                filled,
                bonus,
                now.packageId(),
                now.paymentRef() == null ? before.paymentRef() : now.paymentRef(),
                before.given(),
                before.resolved());
    }

    private static Known asKnown(BatchOrder order) {
        return new Known(
                order.account().no(),
                order.given(),
                order.resolved(),
                order.batch().charge().paidAt(),
                order.paymentRef(),
                order.batch().voidedAt());
    }
}
