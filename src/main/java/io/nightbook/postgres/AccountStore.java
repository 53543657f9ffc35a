package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.input.Organisation;
import io.nightbook.domain.time.LocalDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Accounts: who is billed. */
public final class AccountStore {

    private static final Sql FIND_COUNTRIES = Sql.query("intake/find-countries");
    private static final Sql FIND_RARE_NAMES = Sql.query("intake/find-rare-names");
    private static final Sql FIND = Sql.query("intake/find-accounts");
    private static final Sql LOCK = Sql.query("intake/lock-inputs");
    private static final Sql CREATE = Sql.query("intake/create-incoming-accounts");
    private static final Sql COPY = Sql.query("intake/copy-accounts");
    private static final Sql MERGE = Sql.query("intake/merge-accounts");
    private static final Sql LINK = Sql.query("intake/link-accounts");

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** Holds off other imports until the running transaction ends: arrivals are in the order of commits. */
    public void lockInputs() {
        database.sql(LOCK).query(row -> {});
    }

    /** The accounts of these ids that the books know. */
    public Map<String, Account> find(Collection<String> ids) {
        Map<String, Account> found = new HashMap<>();
        database.sql(FIND).param("ids", ids.toArray(String[]::new)).query(row -> {
            found.put(row.getString("account_id"), account(row));
        });
        return found;
    }

    /** The account of an id, or null. */
    public @Nullable Account find(String id) {
        return find(List.of(id)).get(id);
    }

    /** As {@link #find(Collection)}, with all that an accounts file says of them. */
    public Map<String, Organisation> findOrganisations(Collection<String> ids) {
        Map<String, Organisation> found = new HashMap<>();
        database.sql(FIND).param("ids", ids.toArray(String[]::new)).query(row -> {
            found.put(row.getString("account_id"), organisation(row));
        });
        return found;
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getInt("account_no"),
                row.getString("account_id"),
                Currency.getInstance(row.getString("currency")),
                new LocalDays(ZoneId.of(row.getString("time_zone"))));
    }

    private static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                row.getString("account_id"),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                row.getString("country"),
                row.getString("tax_id"),
                row.getString("email"),
                row.getString("address"),
                row.getString("parent_id"),
                row.getString("payer_id"));
    }

    /** How many accounts are in a country, and the first of them by its id. */
    public record Residents(String country, long accounts, String first) {}

    /** The countries of all accounts, in byte order; those without one are left out. */
    public List<Residents> residents() {
        return database.sql(FIND_COUNTRIES)
                .query((row, n) ->
                        new Residents(row.getString("country"), row.getLong("accounts"), row.getString("first_id")))
                .list();
    }

    /** Reads what documents say of the accounts that need more than plain Latin letters: ids, and texts as they are there. */
    public void rareNames(BiConsumer<String, List<String>> sink) {
        database.sql(FIND_RARE_NAMES).query((ResultSet row) -> {
            List<String> texts = new ArrayList<>();
            for (String column : List.of("account_id", "name", "address", "tax_id", "email")) {
                String text = row.getString(column);
                if (text != null) {
                    texts.add(text);
                }
            }
            sink.accept(row.getString("account_id"), texts);
        });
    }

    /** Adds new accounts and changes known ones; parents and payers must be known, or among them. */
    public void merge(List<Organisation> organisations) {
        database.sql(CREATE).update();
        CopyRows rows = new CopyRows();
        for (Organisation o : organisations) {
            rows.add(o.id())
                    .add(o.name())
                    .add(o.currency().getCurrencyCode())
                    .add(o.currency().getDefaultFractionDigits())
                    .add(o.zone().getId())
                    .add(o.country())
                    .add(o.taxId())
                    .add(o.email())
                    .add(o.address())
                    .add(o.parentId())
                    .add(o.payerId())
                    .end();
        }
        database.onConnection(connection -> rows.copyTo(connection, COPY));
        database.sql(MERGE).update();
        database.sql(LINK).update();
    }
}
