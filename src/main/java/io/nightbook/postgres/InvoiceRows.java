package io.nightbook.postgres;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.IssuedInvoice.Goods;
import io.nightbook.domain.report.IssuedInvoice.Levy;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Party;
import io.nightbook.domain.report.IssuedInvoice.Payment;
import io.nightbook.domain.report.IssuedInvoice.Reference;
import io.nightbook.domain.report.IssuedInvoice.Section;
import io.nightbook.domain.report.IssuedInvoice.Sums;
import io.nightbook.domain.report.IssuedInvoice.Tax;
import io.nightbook.postgres.ReportStore.Placed;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows behind a block of invoices: three queries. */
final class InvoiceRows {

    private static final Sql FIND_INVOICES = Sql.query("report/find-invoices");
    private static final Sql FIND_CORRECTED = Sql.query("report/find-corrected");
    private static final Sql FIND_LINES = Sql.query("report/find-lines");

    private final Database database;
    private final int run;
    private final Map<Long, Header> headers = new LinkedHashMap<>();

    InvoiceRows(Database database, int run) {
        this.database = database;
        this.run = run;
    }

    /** An invoice while its lines are read. */
    private record Header(
            long no,
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            LocalDate month,
            Party seller,
            Party payer,
            Tax tax,
            Sums sums,
            List<Section> sections,
            List<Reference> corrects) {

        Placed placed() {
            return new Placed(
                    no,
                    new IssuedInvoice(
                            number,
                            issueDate,
                            dueDate,
                            YearMonth.from(month),
                            seller,
                            payer,
                            sections,
                            tax,
                            sums,
                            corrects));
        }

        /** The lines of an account, which stand together. */
        List<Line> linesOf(String accountId, String name) {
            Section last = sections.isEmpty() ? null : sections.get(sections.size() - 1);
            if (last == null || !last.accountId().equals(accountId)) {
                last = new Section(accountId, name, new ArrayList<>());
                sections.add(last);
            }
            return last.lines();
        }
    }

    List<Placed> read(long after, int limit) {
        database.sql(FIND_INVOICES)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query((ResultSet row) -> {
                    headers.put(row.getLong("invoice_no"), header(row));
                });
        if (headers.isEmpty()) {
            return List.of();
        }
        ofBlock(FIND_LINES).param("run", run).query(this::addLine);
        ofBlock(FIND_CORRECTED).query(this::addCorrected);
        return headers.values().stream().map(Header::placed).toList();
    }

    private StatementSpec ofBlock(Sql sql) {
        return database.sql(sql)
                .param("first", headers.keySet().iterator().next())
                .param("last", headers.keySet().stream().reduce(0L, Math::max));
    }

    private void addCorrected(ResultSet row) throws SQLException {
        Header header = headers.get(row.getLong("invoice_no"));
        if (header != null) {
            header.corrects()
                    .add(new Reference(
                            row.getString("number"), Objects.requireNonNull(Database.date(row, "issue_date"))));
        }
    }

    private static Header header(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Header(
                row.getLong("invoice_no"),
                row.getString("number"),
                Objects.requireNonNull(Database.date(row, "issue_date")),
                Objects.requireNonNull(Database.date(row, "due_date")),
                Objects.requireNonNull(Database.date(row, "month")),
                party("", "seller", row),
                party(row.getString("payer_id"), "payer", row),
                new Tax(
                        row.getString("tax_category"),
                        row.getBigDecimal("tax_rate"),
                        SellerJson.NO_TAXES.equals(row.getString("seller_taxes")) ? Levy.NONE : Levy.TAXES),
                new Sums(
                        new Money(row.getLong("net"), currency),
                        new Money(row.getLong("tax"), currency),
                        new Money(row.getLong("total"), currency),
                        new Money(row.getLong("paid"), currency),
                        new Money(row.getLong("due"), currency)),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static Party party(String id, String role, ResultSet row) throws SQLException {
        return new Party(
                id,
                row.getString(role + "_name"),
                row.getString(role + "_address"),
                row.getString(role + "_country"),
                row.getString(role + "_tax_id"),
                row.getString(role + "_email"));
    }

    private void addLine(ResultSet row) throws SQLException {
        Header header = headers.get(row.getLong("invoice_no"));
        if (header != null) {
            Line line = new Line(
                    row.getInt("line_no"),
                    row.getString("kind"),
                    row.getString("description"),
                    row.getBigDecimal("quantity"),
                    row.getBigDecimal("unit_price"),
                    new Money(row.getLong("net"), header.sums().currency()),
                    row.getBoolean("paid") ? Payment.PAID : Payment.OPEN,
                    goods(row));
            header.linesOf(row.getString("account_id"), row.getString("name")).add(line);
        }
    }

    private static @Nullable Goods goods(ResultSet row) throws SQLException {
        BigDecimal counted = row.getBigDecimal("counted");
        return counted == null ? null : new Goods(row.getString("subject"), counted, row.getString("package_id"));
    }
}
