package io.nightbook.postgres;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogUse;
import io.nightbook.domain.catalog.CatalogUse.MeterUse;
import io.nightbook.domain.catalog.CatalogUse.PlanUse;
import io.nightbook.domain.catalog.CatalogUse.Users;
import io.nightbook.domain.catalog.Meter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;

/** What the books ask of a catalog. */
public final class CatalogUseStore {

    private static final Sql PLANS = Sql.query("catalog/find-plans-in-use");
    private static final Sql LOST_METERS = Sql.query("catalog/find-lost-meters");

    private final Database database;

    public CatalogUseStore(Database database) {
        this.database = database;
    }

    /** The plans in use, and those meters in use that a catalog lacks. */
    public CatalogUse find(Catalog catalog) {
        String[] known = catalog.meters().stream().map(Meter::id).toArray(String[]::new);
        return new CatalogUse(
                database.sql(PLANS).query((row, n) -> planUse(row)).list(),
                database.sql(LOST_METERS)
                        .param("known", known)
                        .query((row, n) -> new MeterUse(row.getString("meter_id"), users(row)))
                        .list());
    }

    private static PlanUse planUse(ResultSet row) throws SQLException {
        LocalDate last = Objects.requireNonNull(Database.date(row, "last_on"));
        return new PlanUse(
                row.getString("plan_id"),
                row.getString("currency"),
                Objects.requireNonNull(Database.date(row, "first_on")),
                last.equals(LocalDate.MAX) ? null : last,
                users(row));
    }

    private static Users users(ResultSet row) throws SQLException {
        return new Users(row.getString("one"), row.getLong("accounts"));
    }
}
