package io.nightbook.batch;

import io.nightbook.csv.StatementFile;
import io.nightbook.csv.StatementUsageFile;
import io.nightbook.domain.invoice.Seller.EInvoices;
import io.nightbook.domain.report.IssuedInvoice;
import io.nightbook.domain.report.Statement;
import io.nightbook.pdf.FontAdvice;
import io.nightbook.pdf.InvoicePdf;
import io.nightbook.pdf.StatementPdf;
import io.nightbook.pdf.Typefaces;
import io.nightbook.postgres.Proof;
import io.nightbook.postgres.ReportStore;
import io.nightbook.postgres.ReportStore.Block;
import io.nightbook.postgres.ReportStore.Document;
import io.nightbook.postgres.ReportStore.Placed;
import io.nightbook.postgres.ReportStore.Said;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.RunStore.Claim;
import io.nightbook.postgres.WaitingStore;
import io.nightbook.postgres.WaitingStore.Waiting;
import io.nightbook.ubl.InvoiceXml;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the documents of a posted run: a statement for each cycle that it closed, its invoices, what finance gets of the
 * months of these cycles, and of the seller's month if it is the first to close cycles since that was over; all of it or
 * nothing, proven against the invoices in the books; but a PDF that the fonts at hand cannot set waits for others. The same run gives the same files; what it has published before and
 * still stands is left as it is.
 *
 * <p>Figures are read block by block on this thread while others write pages of the block before, so that neither waits
 * and memory does not grow with the number of accounts.
 */
final class Documents {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final int BLOCK = 500;
    private static final int SHOWN = 20;

    private final Books books;
    private final Unset unset;

    /** Documents that the fonts at hand cannot set wait for others. */
    Documents(Books books) {
        this(books, Unset.WAITS);
    }

    Documents(Books books, Unset unset) {
        this.books = books;
        this.unset = unset;
    }

    /** What becomes of a document with characters that the fonts at hand cannot set. */
    enum Unset {
        /** It is listed, and published once it can be. */
        WAITS,
        /** It is published with a sign in place of each. */
        SHOWS_SIGNS
    }

    /** @throws Refused if the documents do not match the invoices, or another process has the run; none is published then */
    Published publish(Claim claim) {
        int run = claim.run();
        RunStore runs = new RunStore(books.database());
        RunStore.Run posted = runs.find(run).orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
        return books.database().inTransaction(() -> {
            Refused.ifTaken(runs, claim);
            Publishing publishing = new Publishing(
                    new ReportStore(books.database(), run),
                    new Proof(books.database()),
                    new Publication(books.out(), run),
                    posted);
            Published published = publishing.publish();
            publishing.warnOfMissing();
            publishing.warnOfWithoutXml();
            return published;
        });
    }

    /** The documents that a run would not publish for want of fonts; in the transaction that has posted it. */
    List<Waiting> lacking(int run) {
        ReportStore reports = new ReportStore(books.database(), run);
        List<Waiting> lacking = new ArrayList<>();
        reports.open();
        for (Block block : reports.blocks(BLOCK)) {
            for (Statement statement : reports.statements(block)) {
                lacking.addAll(lacking(
                        PublicationPath.statement(statement, "pdf"),
                        null,
                        Typefaces.missing(texts(List.of(statement)), books.fonts())));
            }
        }
        List<Placed> block = reports.invoices(0, BLOCK);
        while (!block.isEmpty()) {
            for (Placed placed : block) {
                IssuedInvoice invoice = placed.invoice();
                lacking.addAll(lacking(
                        PublicationPath.invoice(invoice.month(), invoice.number(), "pdf"),
                        invoice.number(),
                        Typefaces.missing(InvoicePdf.texts(List.of(invoice)), books.fonts())));
            }
            block = reports.invoices(block.get(block.size() - 1).no(), BLOCK);
        }
        return lacking;
    }

    private Collection<String> texts(List<Statement> statements) {
        return StatementPdf.texts(statements, books.seller().name());
    }

    private static List<Waiting> lacking(String path, @Nullable String number, Collection<Integer> characters) {
        return characters.isEmpty()
                ? List.of()
                : List.of(new Waiting(
                        path,
                        number,
                        characters.stream().map(Character::toString).collect(Collectors.joining())));
    }

    /** The work on one run. */
    private final class Publishing {

        private final ReportStore reports;
        private final Proof proof;
        private final Publication publication;
        private final RunStore.Run run;
        private final NavigableSet<Integer> missing = new TreeSet<>();
        private final Queue<Document> written = new ConcurrentLinkedQueue<>();
        private final WaitingStore waitings = new WaitingStore(books.database());
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        private final NavigableMap<String, NavigableSet<String>> withoutXml = new ConcurrentSkipListMap<>();
        private final List<String> different = new ArrayList<>();
        /** As the seller wants it now, or wanted it when the run was published. */
        private final boolean withXml;

        private long documents;
        private long standing;

        Publishing(ReportStore reports, Proof proof, Publication publication, RunStore.Run run) {
            this.reports = reports;
            this.proof = proof;
            this.publication = publication;
            this.run = run;
            this.withXml = books.seller().eInvoices() == EInvoices.UBL || reports.hasXml();
        }

        Published publish() {
            List<YearMonth> closed = reports.months();
            Optional<YearMonth> over = reports.monthOver();
            if (!closed.isEmpty() || over.isPresent()) {
                publish(closed, over);
            }
            return new Published(documents, standing, different);
        }

        private void publish(List<YearMonth> closed, Optional<YearMonth> over) {
            publication.begin();
            waitings.forget(run.no());
            reports.open();
            try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors(), "pages")) {
                statements(workers);
                invoices(workers);
                workers.finish();
            }
            FinancePack finance = new FinancePack(reports, publication, run);
            closed.forEach(month -> written.addAll(finance.ofCycles(month)));
            over.ifPresent(month -> written.addAll(finance.ofMonth(month)));
            record();
            Refused.ifAnyFailed(
                    proof.ofDocuments(run.no()),
                    "The documents of run " + run.no() + " are not its invoices, so none is published.");
            Stream.concat(closed.stream(), over.stream()).distinct().forEach(this::manifest);
            publication.publish();
        }

        private void statements(Workers workers) {
            for (Block block : reports.blocks(BLOCK)) {
                List<Statement> statements = reports.statements(block);
                Typefaces typefaces = typefaces(texts(statements));
                statements.forEach(statement -> workers.submit(() -> write(statement, typefaces)));
                record();
            }
        }

        private void write(Statement statement, Typefaces typefaces) {
            String path = PublicationPath.statement(statement, "pdf");
            if (isSet(path, null, typefaces, () -> texts(List.of(statement)))) {
                add(path, StatementPdf.of(statement, books.seller().name(), run.asOf(), typefaces));
            }
            add(PublicationPath.statement(statement, "csv"), StatementFile.of(statement));
            add(PublicationPath.usage(statement), StatementUsageFile.of(statement));
        }

        private void invoices(Workers workers) {
            List<Placed> block = reports.invoices(0, BLOCK);
            while (!block.isEmpty()) {
                List<IssuedInvoice> invoices =
                        block.stream().map(Placed::invoice).toList();
                Typefaces typefaces = typefaces(InvoicePdf.texts(invoices));
                invoices.forEach(invoice -> workers.submit(() -> write(invoice, typefaces)));
                record();
                block = reports.invoices(block.get(block.size() - 1).no(), BLOCK);
            }
        }

        private void write(IssuedInvoice invoice, Typefaces typefaces) {
            String path = PublicationPath.invoice(invoice.month(), invoice.number(), "pdf");
            if (isSet(path, invoice.number(), typefaces, () -> InvoicePdf.texts(List.of(invoice)))) {
                written.add(publication
                        .write(path, InvoicePdf.of(invoice, run.asOf(), typefaces))
                        .of(new Said(invoice.number(), invoice.sums().total())));
            }
            if (withXml) {
                writeXml(invoice);
            }
        }

        private void writeXml(IssuedInvoice invoice) {
            String obstacle = InvoiceXml.obstacle(invoice);
            if (obstacle == null) {
                add(PublicationPath.invoice(invoice.month(), invoice.number(), "xml"), InvoiceXml.of(invoice));
            } else {
                withoutXml
                        .computeIfAbsent(obstacle, why -> new ConcurrentSkipListSet<>())
                        .add(invoice.number());
            }
        }

        /** Whether a document can be published; where it cannot, it waits. */
        private boolean isSet(
                String path, @Nullable String number, Typefaces typefaces, Supplier<Collection<String>> texts) {
            if (unset == Unset.SHOWS_SIGNS || typefaces.missing().isEmpty()) {
                return true;
            }
            List<Waiting> lacking = lacking(path, number, typefaces.missing(texts.get()));
            waiting.addAll(lacking);
            return lacking.isEmpty();
        }

        private Typefaces typefaces(Collection<String> texts) {
            Typefaces typefaces = Typefaces.of(texts, books.fonts());
            missing.addAll(typefaces.missing());
            return typefaces;
        }

        /** Whoever asks for documents that are incomplete is told in what. */
        void warnOfMissing() {
            if (!missing.isEmpty() && unset == Unset.SHOWS_SIGNS) {
                LOG.warn(
                        "PDFs of run {} that were not published before show a replacement sign for {}",
                        run.no(),
                        FontAdvice.of(missing));
            }
        }

        /** Nor is an invoice that only people can read. */
        void warnOfWithoutXml() {
            withoutXml.forEach((why, numbers) -> LOG.warn(
                    "Invoices of run {} without XML after EN 16931, {} in all: {}. For {}. Their PDFs are there.",
                    run.no(),
                    numbers.size(),
                    numbers.stream().limit(SHOWN).collect(Collectors.joining(" ")),
                    why));
        }

        private void add(String path, byte[] bytes) {
            written.add(publication.write(path, bytes));
        }

        /** Books what is written so far, but for what had been published before and still stands. */
        private void record() {
            List<Document> block = new ArrayList<>();
            for (Document next = written.poll(); next != null; next = written.poll()) {
                block.add(next);
            }
            recordWaiting();
            if (block.isEmpty()) {
                return;
            }
            documents += block.size();
            Map<String, String> before =
                    reports.sums(block.stream().map(Document::path).toList());
            List<Document> published = new ArrayList<>();
            for (Document document : block) {
                String sum = before.get(document.path());
                if (sum != null && publication.stands(document.path(), sum)) {
                    publication.leave(document.path());
                    standing++;
                } else {
                    published.add(document);
                    noteDifference(document, sum);
                }
            }
            reports.addDocuments(published);
        }

        /** Lists what cannot be set; what had been published before, with other fonts, stays as it is. */
        private void recordWaiting() {
            List<Waiting> block = new ArrayList<>();
            for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
                block.add(next);
            }
            if (block.isEmpty()) {
                return;
            }
            Map<String, String> before =
                    reports.sums(block.stream().map(Waiting::path).toList());
            int found = block.size();
            block.removeIf(one -> {
                String sum = before.get(one.path());
                return sum != null && publication.stands(one.path(), sum);
            });
            documents += found - block.size();
            standing += found - block.size();
            waitings.add(run.no(), block);
        }

        private void noteDifference(Document document, @Nullable String before) {
            if (before != null && !before.equals(document.sha256()) && different.size() < SHOWN) {
                different.add(document.path());
            }
        }

        /** Lists all that is published in a month's folder, by this run and others before. */
        private void manifest(YearMonth month) {
            String folder = month + "/";
            publication.write(
                    PublicationPath.manifest(month),
                    writer -> reports.documents(
                            folder,
                            (path, sha256) ->
                                    Lines.write(writer, sha256 + "  " + path.substring(folder.length()) + "\n")));
        }
    }
}
