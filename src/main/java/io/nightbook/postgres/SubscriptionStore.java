package io.nightbook.postgres;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.input.PlanChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Subscription rows. */
public final class SubscriptionStore {

    private static final Sql FIND = Sql.query("intake/find-subscriptions");
    private static final Sql CREATE = Sql.query("intake/create-incoming-subscriptions");
    private static final Sql COPY = Sql.query("intake/copy-subscriptions");
    private static final Sql MERGE = Sql.query("intake/merge-subscriptions");
    private static final Sql TOUCH = Sql.query("intake/touch-subscribers");

    private final Database database;

    public SubscriptionStore(Database database) {
        this.database = database;
    }

    /** All rows of these accounts, by account number. */
    public Map<Integer, List<SubscriptionRow>> find(Collection<Integer> accounts) {
        Map<Integer, List<SubscriptionRow>> found = new HashMap<>();
        database.sql(FIND).param("accounts", accounts.toArray(Integer[]::new)).query(row -> {
            found.computeIfAbsent(row.getInt("account_no"), no -> new ArrayList<>())
                    .add(subscription(row));
        });
        return found;
    }

    static SubscriptionRow subscription(ResultSet row) throws SQLException {
        LocalDate startsOn = Objects.requireNonNull(Database.date(row, "starts_on"));
        return new SubscriptionRow(
                row.getString("plan_id"), startsOn, Database.date(row, "ends_on"), row.getLong("arrival"));
    }

    /** Adds rows, and fills in last days of known ones, in their order. */
    public void merge(List<PlanChange> changes) {
        database.sql(CREATE).update();
        CopyRows rows = new CopyRows();
        int position = 0;
        for (PlanChange change : changes) {
            rows.add(position++)
                    .add(change.account().no())
                    .add(change.planId())
                    .add(change.startsOn())
                    .add(change.endsOn())
                    .end();
        }
        database.onConnection(connection -> rows.copyTo(connection, COPY));
        database.sql(MERGE).update();
        database.sql(TOUCH).update();
    }
}
