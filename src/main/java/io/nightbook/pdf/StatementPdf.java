package io.nightbook.pdf;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.report.ClosedCycle;
import io.nightbook.domain.report.Ending;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.report.UsageSum;
import io.nightbook.pdf.Strip.Gap;
import io.nightbook.pdf.Strip.Heading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement of credits on A4: a gauge, the movements, the usage, the batches, what lapsed and what lapses next. */
public final class StatementPdf {

    private final Statement statement;
    private final String issuer;
    private final Instant created;
    private final Typefaces typefaces;
    private final UsageTables usage;

    private StatementPdf(Statement statement, String issuer, Instant created, Typefaces typefaces) {
        this.statement = statement;
        this.issuer = issuer;
        this.created = created;
        this.typefaces = typefaces;
        this.usage = new UsageTables(statement.usage(), typefaces);
    }

    /**
     * The bytes of a statement's file.
     *
     * @param issuer who sells the credits
     * @param created when the file counts as written
     */
    public static byte[] of(Statement statement, String issuer, Instant created, Typefaces typefaces) {
        return PdfFile.of(new StatementPdf(statement, issuer, created, typefaces).outline(), typefaces);
    }

    /** All that is written on these statements beyond figures and fixed words. */
    public static Collection<String> texts(List<Statement> statements, String issuer) {
        Set<String> texts = new HashSet<>();
        texts.add(issuer);
        for (Statement statement : statements) {
            texts.add(statement.name());
            texts.add(statement.account().id());
            texts.add(statement.cycle().planId());
            statement.batches().forEach(batch -> texts.add(batch.id()));
            for (UsageRow row : statement.usage()) {
                texts.addAll(List.of(row.meter(), row.category(), row.agent(), row.project()));
            }
        }
        return texts;
    }

    private Outline outline() {
        ClosedCycle cycle = statement.cycle();
        List<Strip> strips = new ArrayList<>();
        strips.add(letterhead());
        strips.add(new Gauge(statement.balance()));
        strips.add(new SideBySide(movements(), usage.categories()));
        strips.add(new Gap(10));
        strips.addAll(usageOverTime());
        strips.addAll(batches());
        strips.addAll(endings("Lapsed", "Lapsed at", Movement.Kind.EXPIRED));
        strips.addAll(endings("Rolled over", "Rolled over at", Movement.Kind.ROLLED_OUT));
        strips.addAll(endings("Voided", "Voided at", Movement.Kind.VOIDED));
        strips.addAll(lapsingNext());
        String title = "Credit statement " + Figures.month(cycle.month());
        return new Outline(
                title + ", " + statement.name(),
                issuer,
                created,
                issuer + VisualText.LEFT_TO_RIGHT + ", credits of " + statement.name() + VisualText.LEFT_TO_RIGHT + ", "
                        + Figures.days(cycle.firstDay(), cycle.lastDay()),
                strips);
    }

    private Letterhead letterhead() {
        ClosedCycle cycle = statement.cycle();
        return new Letterhead("Credit statement", typefaces)
                .block("Account", statement.name(), List.of(statement.account().id()))
                .block(
                        "Cycle",
                        Figures.days(cycle.firstDay(), cycle.lastDay()),
                        List.of(statement.account().days().zone().getId()))
                .fact("Plan", cycle.planId().isEmpty() ? "none" : cycle.planId())
                .fact("From", cycle.from().toString())
                .fact("Until", cycle.until().toString())
                .fact("Currency", statement.account().currency().getCurrencyCode());
    }

    private List<Strip> movements() {
        Balance balance = statement.balance();
        Table table = new Table(
                typefaces,
                List.of(Column.text("Movements", Strip.LEFT, 180), Column.number("Credits", 180, SideBySide.LEFT_END)));
        table.row("Opening balance", Figures.credits(balance.opening()));
        table.row("Allocated", signed(balance.allocated()));
        table.row("Used", signed(balance.consumed().negated()));
        table.row("Lapsed", signed(balance.expired().negated()));
        table.row("Rolled over", signed(balance.rolledOut().negated()));
        table.row("Voided", signed(balance.voided().negated()));
        table.total("Closing balance", Figures.credits(balance.closing()));
        if (balance.uncovered().isPositive()) {
            table.row("Used without credits", Figures.credits(balance.uncovered()));
        }
        if (balance.debt().isPositive() || balance.debtAtStart().isPositive()) {
            table.row("Owed at the start", Figures.credits(balance.debtAtStart()));
            table.row("Owed at the end", Figures.credits(balance.debt()));
        }
        return table.strips();
    }

    private static String signed(Credits credits) {
        return credits.isPositive() ? "+" + Figures.credits(credits) : Figures.credits(credits);
    }

    private List<Strip> usageOverTime() {
        List<Strip> strips = new ArrayList<>();
        if (statement.usage().isEmpty()) {
            strips.add(new Note("No usage in this cycle."));
            strips.add(new Gap(8));
            return strips;
        }
        strips.add(new Heading("Usage by day"));
        strips.add(new DayChart(statement));
        List<UsageSum> late = UsageSum.by(row -> "", statement.lateUsage());
        late.forEach(sum -> strips.add(new Note("Not in the chart: " + Figures.credits(sum.credits())
                + " credits for usage of earlier days that came late.")));
        strips.add(new Gap(6));
        strips.addAll(usage.meters());
        strips.add(new Gap(10));
        usage.agentsAndProjects().ifPresent(tables -> strips.addAll(List.of(tables, new Gap(10))));
        return strips;
    }

    // ---------------------------------------------------------------- batches

    private List<Strip> batches() {
        if (statement.batches().isEmpty()) {
            return List.of(new Note("No credits were held in this cycle."));
        }
        Table table = new Table(
                typefaces,
                List.of(
                        Column.number("Credit Allocated", Strip.LEFT, 125),
                        Column.text("Added Date", 155, 235),
                        Column.number("Remaining Balance", 235, 335),
                        Column.text("Credit Type", 365, 430),
                        Column.text("Expiry Date", 435, Strip.RIGHT)));
        for (BatchStanding batch : statement.batches()) {
            table.noted(
                    note(batch),
                    Figures.credits(batch.allocated()),
                    Figures.shortDate(dateOf(batch.effectiveAt())),
                    Figures.credits(batch.closing()),
                    batch.creditClass() == io.nightbook.domain.catalog.CreditClass.FREE ? "Free" : "Paid",
                    batch.expiresAt() == null ? "Never" : Figures.shortDate(lastDay(batch.expiresAt())));
        }
        List<Strip> strips = new ArrayList<>();
        strips.add(new Heading("Credit batches at the cycle's end"));
        strips.addAll(table.strips());
        strips.add(new Gap(10));
        return strips;
    }

    private static String note(BatchStanding batch) {
        String text = batch.id() + ", " + batch.source().word().replace('_', '-') + ", added " + batch.effectiveAt();
        return batch.expiresAt() == null ? text : text + ", usable until " + batch.expiresAt();
    }

    private LocalDate dateOf(Instant instant) {
        return statement.account().days().dateOf(instant);
    }

    /** The last local day of which any instant lies before an exclusive end. */
    private LocalDate lastDay(Instant end) {
        return dateOf(end.minusNanos(1000));
    }

    // ---------------------------------------------------------------- what ended, what will

    private List<Strip> endings(String heading, String at, Movement.Kind kind) {
        Table table = ended(at);
        List<Ending> endings = statement.endings(kind);
        for (Ending ending : endings) {
            String carry = kind == Movement.Kind.ROLLED_OUT ? statement.carryOf(ending.batchId()) : "";
            String batch = carry.isEmpty() ? ending.batchId() : ending.batchId() + " into " + carry;
            table.row(
                    batch,
                    Figures.shortDate(dateOf(ending.at())),
                    ending.at().toString(),
                    Figures.credits(ending.credits()));
        }
        return titled(heading, table, endings.isEmpty() ? null : heading);
    }

    private List<Strip> lapsingNext() {
        Table table = ended("Usable until");
        List<BatchStanding> next = statement.lapsingNext();
        for (BatchStanding batch : next) {
            Instant end = java.util.Objects.requireNonNull(batch.expiresAt());
            table.row(batch.id(), Figures.shortDate(lastDay(end)), end.toString(), Figures.credits(batch.closing()));
        }
        return titled("Lapses next", table, next.isEmpty() ? null : "next");
    }

    private Table ended(String at) {
        return new Table(
                typefaces,
                List.of(
                        Column.text("Batch", Strip.LEFT, 280),
                        Column.text("Day", 290, 350),
                        Column.text(at, 355, 470),
                        Column.number("Credits", 470, Strip.RIGHT)));
    }

    private static List<Strip> titled(String heading, Table table, @Nullable String any) {
        if (any == null) {
            return List.of();
        }
        List<Strip> strips = new ArrayList<>();
        strips.add(new Heading(heading));
        strips.addAll(table.strips());
        strips.add(new Gap(10));
        return strips;
    }
}
