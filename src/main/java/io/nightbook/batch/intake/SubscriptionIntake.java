package io.nightbook.batch.intake;

import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.csv.SubscriptionRows;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.input.PlanChange;
import io.nightbook.domain.input.Reason;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.SubscriptionStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Subscription rows: a known one (account, start, plan) may have its last day filled in, and nothing else changed. */
final class SubscriptionIntake extends IntakeFile<List<InputRow>> {

    private final AccountStore accounts;
    private final SubscriptionStore subscriptions;
    private final SubscriptionRows rows;
    private final Map<String, Account> found = new HashMap<>();

    SubscriptionIntake(Database database, Catalog catalog, InputFile file) {
        super(database, file);
        this.accounts = new AccountStore(database);
        this.subscriptions = new SubscriptionStore(database);
        this.rows = new SubscriptionRows(file, catalog, found::get);
    }

    @Override
    void begin() {
        accounts.lockInputs();
    }

    private record Key(int account, LocalDate startsOn, String planId) {}

    @Override
    List<InputRow> prepare(List<InputRow> block) {
        return block;
    }

    @Override
    void take(List<InputRow> block) {
        found.clear();
        found.putAll(accounts.find(AccountLookup.ids(file(), block)));
        Block<PlanChange> said = read(block, rows::read);
        reject(said.rejects());
        List<Read<PlanChange>> read = said.rows();
        Map<Key, PlanChange> known = known(read);
        Map<Key, PlanChange> changed = new LinkedHashMap<>();
        for (Read<PlanChange> item : read) {
            PlanChange now = item.value();
            dated("starts_on", now.startsOn());
            dated("ends_on", now.endsOn());
            Key key = new Key(now.account().no(), now.startsOn(), now.planId());
            PlanChange before = known.get(key);
            if (before != null && (now.endsOn() == null || now.endsOn().equals(before.endsOn()))) {
                duplicate();
            } else if (before != null && before.endsOn() != null) {
                reject(
                        item.row(),
                        Reason.CONFLICT,
                        now.planId() + " from " + now.startsOn() + " ends on " + before.endsOn()
                                + " already; a last day is filled in once");
            } else {
                known.put(key, now);
                changed.put(key, now);
                accept(1);
            }
        }
        if (!changed.isEmpty()) {
            subscriptions.merge(List.copyOf(changed.values()));
        }
    }

    private Map<Key, PlanChange> known(List<Read<PlanChange>> read) {
        Set<Integer> numbers = new TreeSet<>();
        Map<Integer, Account> byNumber = new HashMap<>();
        for (Read<PlanChange> item : read) {
            numbers.add(item.value().account().no());
            byNumber.put(item.value().account().no(), item.value().account());
        }
        Map<Key, PlanChange> known = new HashMap<>();
        subscriptions.find(numbers).forEach((number, rowsOf) -> {
            Account account = byNumber.get(number);
            for (SubscriptionRow row : rowsOf) {
                if (account != null) {
                    known.put(
                            new Key(number, row.startsOn(), row.planId()),
                            new PlanChange(account, row.planId(), row.startsOn(), row.endsOn()));
                }
            }
        });
        return known;
    }
}
