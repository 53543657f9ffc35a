package io.nightbook.batch;

import io.nightbook.csv.PeopleFile;
import io.nightbook.domain.report.JournalText;
import io.nightbook.postgres.FinanceTable;
import io.nightbook.postgres.ReportStore;
import io.nightbook.postgres.ReportStore.Document;
import io.nightbook.postgres.ReportStore.TableSink;
import io.nightbook.postgres.RunStore;
import java.io.Writer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What finance gets of a run and a month: tables as CSV, and the register and the ledger as an accounting journal. */
final class FinancePack {

    private final ReportStore reports;
    private final Publication publication;
    private final String folder;

    FinancePack(ReportStore reports, Publication publication, RunStore.Run run) {
        this.reports = reports;
        this.publication = publication;
        this.folder = run.job() + "-" + run.identity();
    }

    /** What there is to say of a month's closed cycles. */
    List<Document> ofCycles(YearMonth month) {
        List<Document> written = new ArrayList<>(tables(FinanceTable.Scope.CYCLES, month));
        written.add(publication.write(
                PublicationPath.finance(month, folder, "ledger.journal"), writer -> journal(month, writer)));
        return written;
    }

    /** What there is to say of all accounts at the end of a month. */
    List<Document> ofMonth(YearMonth month) {
        return tables(FinanceTable.Scope.MONTH, month);
    }

    private List<Document> tables(FinanceTable.Scope scope, YearMonth month) {
        return FinanceTable.of(scope).stream()
                .map(table -> publication.write(
                        PublicationPath.finance(month, folder, table.fileName() + ".csv"),
                        writer -> reports.table(table, month, sink(writer))))
                .toList();
    }

    private static TableSink sink(Writer writer) {
        PeopleFile file = new PeopleFile(writer);
        return new TableSink() {
            @Override
            public void header(List<String> columns) {
                file.row(columns);
            }

            @Override
            public void row(List<@Nullable Object> cells) {
                file.row(cells);
            }
        };
    }

    private void journal(YearMonth month, Writer writer) {
        Lines.write(writer, JournalText.directives(reports.currencies(), reports.taxAccounts(month)));
        reports.journal(month, folder, transaction -> Lines.write(writer, JournalText.of(transaction)));
    }
}
