package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.input.BatchOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imported credit batches. */
public final class BatchStore {

    private static final Sql FIND = Sql.query("intake/find-batches");
    private static final Sql CREATE = Sql.query("intake/create-incoming-batches");
    private static final Sql CREATE_BOUNDARIES = Sql.query("intake/create-incoming-boundaries");
    private static final Sql COPY = Sql.query("intake/copy-batches");
    private static final Sql COPY_BOUNDARIES = Sql.query("intake/copy-boundaries");
    private static final Sql MERGE = Sql.query("intake/merge-batches");
    private static final Sql FILL = Sql.query("intake/fill-batches");
    private static final Sql VOID_BONUSES = Sql.query("intake/void-bonuses");
    private static final Sql MERGE_BOUNDARIES = Sql.query("intake/merge-boundaries");

    private final Database database;

    public BatchStore(Database database) {
        this.database = database;
    }

    /**
     * What the books hold of an imported batch.
     *
     * @param given the values as given, by column, in canonical form
     * @param resolved the values with what the catalog added, in canonical form
     */
    public record Known(
            int account,
            Map<String, String> given,
            String resolved,
            @Nullable Instant paidAt,
            @Nullable String paymentRef,
            @Nullable Instant voidedAt) {}

    public Map<String, Known> find(Collection<String> ids) {
        Map<String, Known> found = new HashMap<>();
        database.sql(FIND).param("ids", ids.toArray(String[]::new)).query(row -> {
            found.put(row.getString("batch_id"), known(row));
        });
        return found;
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getInt("account_no"),
                Properties.decode(row.getString("input")),
                row.getString("resolved"),
                Database.instant(row, "paid_at"),
                row.getString("payment_ref"),
                Database.instant(row, "voided_at"));
    }

    /** Adds new batches with their bonuses, and fills in what came later for known ones, in their order. */
    public void merge(List<BatchOrder> orders) {
        database.sql(CREATE).update();
        database.sql(CREATE_BOUNDARIES).update();
        CopyRows rows = new CopyRows();
        CopyRows boundaries = new CopyRows();
        for (BatchOrder order : orders) {
            add(rows, order, order.batch(), order.packageId(), order.paymentRef());
            boundaries(boundaries, order.account(), order.batch());
            if (order.bonus() != null) {
                add(rows, order, order.bonus(), null, null);
                boundaries(boundaries, order.account(), order.bonus());
            }
        }
        database.onConnection(connection -> {
            rows.copyTo(connection, COPY);
            return boundaries.copyTo(connection, COPY_BOUNDARIES);
        });
        database.sql(MERGE).update();
        database.sql(FILL).update();
        database.sql(VOID_BONUSES).update();
        database.sql(MERGE_BOUNDARIES).update();
    }

    private static void add(
            CopyRows rows,
            BatchOrder order,
            CreditBatch batch,
            @Nullable String packageId,
            @Nullable String reference) {
        rows.add(rows.rows())
                .add(order.account().no())
                .add(batch.id())
                .add(batch.creditClass().word())
                .add(batch.source().word())
                .add(batch.allocated())
                .add(batch.nominalAt())
                .add(batch.expiresAt())
                .add(batch.end() == CreditBatch.End.CYCLE ? "cycle" : "fixed")
                .add(batch.priority())
                .addArray(batch.categories())
                .add(batch.value())
                .add(batch.charge().price())
                .add(packageId)
                .add(batch.charge().paidAt())
                .add(reference)
                .add(batch.voidedAt())
                .add(batch.originId())
                .add(Properties.encode(order.given()))
                .add(order.resolved())
                .add(firstDay(order.account(), batch))
                .end();
    }

    /** From which local day on the books may change. */
    private static java.time.LocalDate firstDay(Account account, CreditBatch batch) {
        return account.days().dateOf(batch.nominalAt());
    }

    /** The instants inside a local day at which the batch begins or ends. */
    private static void boundaries(CopyRows rows, Account account, CreditBatch batch) {
        for (Instant at : new @Nullable Instant[] {batch.nominalAt(), batch.expiresAt(), batch.voidedAt()}) {
            if (at != null && !account.days().startOfDayOf(at).equals(at)) {
                rows.add(account.no()).add(account.days().dateOf(at)).add(at).end();
            }
        }
    }
}
