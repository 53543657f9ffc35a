package io.nightbook.postgres;

import io.nightbook.domain.catalog.Term;
import io.nightbook.domain.catalog.TermEdit.InUse;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The terms of the catalog that usage was rated by and runs posted under. */
public final class TermStore {

    private static final Sql FIND = Sql.query("catalog/find-terms");
    private static final Sql USE = Sql.query("catalog/use-terms");
    private static final Sql FORGET = Sql.query("catalog/forget-terms");
    private static final Sql TOUCH = Sql.query("catalog/touch-accounts");

    private final Database database;

    public TermStore(Database database) {
        this.database = database;
    }

    public List<InUse> inUse() {
        return database.sql(FIND)
                .query((row, n) -> new InUse(
                        new Term(
                                row.getString("subject"),
                                Objects.requireNonNull(Database.date(row, "starts_on")),
                                row.getString("name"),
                                row.getString("said")),
                        Objects.requireNonNull(Database.date(row, "until_on"))))
                .list();
    }

    /** Keeps terms that come into use, and until when they are; what is said already in their place stays. */
    public void use(Collection<InUse> terms) {
        database.sql(USE)
                .param("subjects", column(terms, use -> use.term().subject()))
                .param("starts", column(terms, use -> day(use.term().from())))
                .param("names", column(terms, use -> use.term().name()))
                .param("said", column(terms, use -> use.term().text()))
                .param("until", column(terms, use -> day(use.until())))
                .update();
    }

    private static String[] column(Collection<InUse> terms, Function<InUse, String> value) {
        return terms.stream().map(value).toArray(String[]::new);
    }

    private static String day(LocalDate day) {
        return day.equals(LocalDate.MIN) ? "-infinity" : day.toString();
    }

    /** Keeps these terms instead of those in use, and has the next run reckon anew all that is open. */
    public void replace(Collection<InUse> terms) {
        database.sql(FORGET).update();
        use(terms);
        database.sql(TOUCH).update();
    }
}
