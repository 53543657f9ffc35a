package io.nightbook.postgres;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.JournalAccount;
import io.nightbook.domain.report.JournalTransaction;
import io.nightbook.domain.report.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What a posted run has to report, read set by set: a handful of queries for a block of accounts or invoices, and one
 * streamed query for a table. All of it in one transaction, between {@link #open} and its end.
 */
public final class ReportStore {

    private static final Sql ANALYZE_BOOKS = Sql.query("report/analyze-books");
    private static final Sql FORGET_BATCHES = Sql.query("report/forget-batches");
    private static final Sql FORWARD_BATCHES = Sql.query("report/forward-batches");
    private static final Sql INDEX_BATCHES = Sql.query("report/index-batches");
    private static final Sql SUM_USAGE = Sql.query("report/sum-usage");
    private static final Sql INDEX_USAGE = Sql.query("report/index-usage");
    private static final Sql ANALYZE = Sql.query("report/analyze-sums");
    private static final Sql FIND_CUT_OFF = Sql.query("report/find-cut-off");
    private static final Sql FORGET_MONTH = Sql.query("report/forget-month");
    private static final Sql FORWARD_MONTH = Sql.query("report/forward-month");
    private static final Sql ANALYZE_MONTH = Sql.query("report/analyze-month");
    private static final Sql FIND_BLOCKS = Sql.query("report/find-blocks");
    private static final Sql FIND_MONTHS = Sql.query("report/find-months");
    private static final Sql FIND_CURRENCIES = Sql.query("report/find-currencies");
    private static final Sql LIST_MOVEMENTS = Sql.query("report/list-movements");
    private static final Sql LIST_EARNED_FEES = Sql.query("report/list-earned-fees");
    private static final Sql LIST_BILLED = Sql.query("report/list-billed");
    private static final Sql FIND_TAXES = Sql.query("report/find-taxes");
    private static final Sql FIND_XML = Sql.query("report/find-xml");
    private static final Sql FIND_SUMS = Sql.query("report/find-sums");
    private static final Sql ADD_DOCUMENTS = Sql.query("report/add-documents");
    private static final Sql LIST_DOCUMENTS = Sql.query("report/list-documents");
    private static final Map<FinanceTable, Sql> TABLES = new EnumMap<>(FinanceTable.class);
    private static final int FETCHED = 5000;

    static {
        for (FinanceTable table : FinanceTable.values()) {
            TABLES.put(table, Sql.query("report/" + table.query));
        }
    }

    private final Database database;
    private final int run;

    public ReportStore(Database database, int run) {
        this.database = database;
        this.run = run;
    }

    /**
     * Reckons what each batch held and moved in the cycles that the run closed, what was used in them, and what each batch of
     * any account held and moved in {@link #monthOver}.
     */
    public void open() {
        database.sql(ANALYZE_BOOKS).update();
        asked(FORGET_BATCHES).update();
        asked(FORWARD_BATCHES).update();
        asked(INDEX_BATCHES).update();
        asked(SUM_USAGE).update();
        asked(INDEX_USAGE).update();
        asked(FORGET_MONTH).update();
        asked(FIND_CUT_OFF).query(row -> {
            asked(FORWARD_MONTH)
                    .param("before_run", row.getInt("before_run"))
                    .param("since", row.getString("since"))
                    .param("cut_off", row.getString("cut_off"))
                    .update();
            database.sql(ANALYZE_MONTH).update();
        });
        asked(ANALYZE).update();
    }

    private StatementSpec asked(Sql sql) {
        return database.sql(sql).param("run", run);
    }

    // ---------------------------------------------------------------- statements

    /** A range of accounts, both ends included, and the local days that their closed cycles lie in. */
    public record Block(int first, int last, LocalDate firstDay, LocalDate untilDay) {}

    /** Ranges of at most {@code size} accounts of which the run closed cycles. */
    public List<Block> blocks(int size) {
        return asked(FIND_BLOCKS)
                .param("size", size)
                .query((row, n) -> new Block(
                        row.getInt("first"),
                        row.getInt("last"),
                        Objects.requireNonNull(Database.date(row, "first_day")),
                        Objects.requireNonNull(Database.date(row, "until_day"))))
                .list();
    }

    /** The statements of a block, by account and cycle. */
    public List<Statement> statements(Block block) {
        return new StatementRows(database, run).read(block);
    }

    // ---------------------------------------------------------------- invoices

    /** An invoice and its place among all: where the next block goes on. */
    public record Placed(long no, IssuedInvoice invoice) {}

    /** The next invoices of the run after a place, 0 at first. */
    public List<Placed> invoices(long after, int limit) {
        return new InvoiceRows(database, run).read(after, limit);
    }

    // ---------------------------------------------------------------- tables

    /** The months of the closed cycles, in order. */
    public List<YearMonth> months() {
        return asked(FIND_MONTHS)
                .query((row, n) -> YearMonth.parse(row.getString("month")))
                .list();
    }

    /** The seller's month that was over when the run closed cycles, if it is the first to do so since then. */
    public Optional<YearMonth> monthOver() {
        return asked(FIND_CUT_OFF)
                .query((row, n) -> YearMonth.parse(row.getString("month")))
                .optional();
    }

    /** Takes a table row by row: first its header, then cells that are numbers, dates, text or null. */
    public interface TableSink {
        void header(List<String> columns);

        void row(List<@Nullable Object> cells);
    }

    /** Reads a table of a month, streamed. */
    public void table(FinanceTable table, YearMonth month, TableSink sink) {
        ResultSetExtractor<Integer> reading = rows -> {
            List<String> columns = columns(rows);
            sink.header(columns);
            while (rows.next()) {
                sink.row(cells(rows, columns.size()));
            }
            return columns.size();
        };
        streamed(Objects.requireNonNull(TABLES.get(table)), month).query(reading);
    }

    private StatementSpec streamed(Sql sql, YearMonth month) {
        return asked(sql).param("month", month.atDay(1)).withFetchSize(FETCHED);
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnLabel(i));
        }
        return columns;
    }

    private static List<@Nullable Object> cells(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            cells.add(row.getObject(i));
        }
        return cells;
    }

    /**
     * Reads the journal of the run's cycles of a month, streamed: the ledger in the order of time, what is earned without
     * credits, then the invoices.
     *
     * @param name how the run is called in it
     */
    public void journal(YearMonth month, String name, Consumer<JournalTransaction> sink) {
        JournalRows rows = new JournalRows(name);
        streamed(LIST_MOVEMENTS, month)
                .query((ResultSet row) -> sink.accept(rows.entry(row).transaction()));
        streamed(LIST_EARNED_FEES, month)
                .query((ResultSet row) -> sink.accept(rows.fee(row).transaction()));
        ResultSetExtractor<Integer> invoices =
                row -> rows.invoices(row, invoice -> invoice.transactions().forEach(sink));
        streamed(LIST_BILLED, month).query(invoices);
    }

    /** The accounts of the taxes on the run's invoices of a month. */
    public List<JournalAccount> taxAccounts(YearMonth month) {
        return asked(FIND_TAXES)
                .param("month", month.atDay(1))
                .query((row, n) -> JournalRows.tax(row).account())
                .list();
    }

    public List<Currency> currencies() {
        return asked(FIND_CURRENCIES)
                .query((row, n) -> Currency.getInstance(row.getString("currency")))
                .list();
    }

    // ---------------------------------------------------------------- documents

    /**
     * A published file.
     *
     * @param path under the folder of all documents, with slashes
     * @param invoice what it says if it is an invoice
     */
    public record Document(
            String path,
            String sha256,
            long bytes,
            @Nullable Said invoice) {

        public Document of(Said invoice) {
            return new Document(path, sha256, bytes, invoice);
        }
    }

    /** What an invoice's document says: its number and its total. */
    public record Said(String number, Money total) {}

    /** The sums that documents of the run have been published with before, by their paths. */
    public Map<String, String> sums(List<String> paths) {
        Map<String, String> sums = new HashMap<>();
        asked(FIND_SUMS).param("paths", paths.toArray(String[]::new)).query(row -> {
            sums.put(row.getString("path"), row.getString("sha256"));
        });
        return sums;
    }

    /** Whether the run has published invoices as XML before. */
    public boolean hasXml() {
        return asked(FIND_XML).query(Boolean.class).single();
    }

    public void addDocuments(List<Document> documents) {
        asked(ADD_DOCUMENTS)
                .param("paths", texts(documents, Document::path))
                .param("sums", texts(documents, Document::sha256))
                .param("bytes", documents.stream().map(Document::bytes).toArray(Long[]::new))
                .param("numbers", texts(documents, document -> said(document, Said::number)))
                .param(
                        "totals",
                        documents.stream()
                                .map(document ->
                                        said(document, said -> said.total().minor()))
                                .toArray(Long[]::new))
                .update();
    }

    private static String[] texts(List<Document> documents, Function<Document, @Nullable String> text) {
        return documents.stream().map(text).toArray(String[]::new);
    }

    private static <T> @Nullable T said(Document document, Function<Said, T> figure) {
        return document.invoice() == null ? null : figure.apply(document.invoice());
    }

    /** All documents in a folder, by any run, in path order, streamed: paths and sums. */
    public void documents(String folder, BiConsumer<String, String> sink) {
        asked(LIST_DOCUMENTS)
                .param("folder", folder)
                .withFetchSize(FETCHED)
                .query((ResultSet row) -> sink.accept(row.getString("path"), row.getString("sha256")));
    }
}
