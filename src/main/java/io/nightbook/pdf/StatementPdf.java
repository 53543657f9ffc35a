package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.report.ClosedCycle;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.report.UsageSum;
import io.nightbook.pdf.Strip.Gap;
import io.nightbook.pdf.Strip.Heading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            statement
                    .batches()
                    .forEach(batch ->
                            texts.add(new BatchText(batch, statement.account().days()).name()));
            statement.endings().forEach(ending -> texts.add(ending.batchId()));
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
        notice().ifPresent(strips::add);
        strips.add(new Gauge(statement.balance()));
        strips.add(new SideBySide(movements(), usage.categories()));
        strips.add(new Gap(10));
        strips.addAll(usageOverTime());
        strips.addAll(batches());
        strips.addAll(new EndingTables(statement, typefaces).strips());
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
                .block("Cycle", Figures.days(cycle.firstDay(), cycle.lastDay()), List.of())
                .fact("Plan", cycle.planId().isEmpty() ? "none" : cycle.planId())
                .fact("Time zone", statement.account().days().zone().getId())
                .fact("Currency", statement.account().currency().getCurrencyCode());
    }

    /** That credits ran out is the first thing to see. */
    private Optional<Strip> notice() {
        Credits uncovered = statement.balance().uncovered();
        if (!uncovered.isPositive()) {
            return Optional.empty();
        }
        String when = statement
                .ranOutOn()
                .map(day -> "Credits ran out on " + Figures.date(day))
                .orElse("Credits ran out");
        return Optional.of(new Notice(when + ": usage worth " + Figures.counted(uncovered) + " was not covered."));
    }

    /** Whence the credits of the cycle came; what rolled over into the next one is not counted twice. */
    private Map<String, Credits> came() {
        Balance balance = statement.balance();
        Credits added = balance.added();
        Map<String, Credits> came = new LinkedHashMap<>();
        if (statement.granted().plus(statement.bought()).equals(added)) {
            came.put("Granted", statement.granted());
            came.put("Bought", statement.bought());
            came.values().removeIf(Credits::isZero);
        } else {
            came.put("Added", added);
        }
        return came;
    }

    private List<Strip> movements() {
        Balance balance = statement.balance();
        Table table = new Table(
                typefaces,
                List.of(Column.text("Movements", Strip.LEFT, 180), Column.number("Credits", 180, SideBySide.LEFT_END)));
        table.row("Carried in", signed(balance.opening()));
        came().forEach((name, credits) -> table.row(name, signed(credits)));
        table.row("Used", signed(balance.consumed().negated()));
        table.row("Lapsed", signed(balance.expired().negated()));
        if (balance.voided().isPositive()) {
            table.row("Voided", signed(balance.voided().negated()));
        }
        table.total("Closing balance", Figures.credits(balance.closing()));
        if (balance.rolledOut().isPositive()) {
            table.row("Of it carried over now", Figures.credits(balance.rolledOut()));
        }
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
                        Column.text("Batch", Strip.LEFT, 195),
                        Column.number("Credit Allocated", 195, 270),
                        Column.text("Added Date", 282, 340),
                        Column.number("Remaining Balance", 340, 415),
                        Column.text("Credit Type", 427, 470),
                        Column.text("Expiry Date", 475, Strip.RIGHT)));
        for (BatchStanding batch : statement.batches()) {
            BatchText text = new BatchText(batch, statement.account().days());
            table.row(
                    text.name(),
                    Figures.credits(batch.allocated()),
                    text.addedOn(),
                    Figures.credits(batch.closing()),
                    text.type(),
                    text.expiry());
        }
        List<Strip> strips = new ArrayList<>();
        strips.add(new Heading("Credit batches at the cycle's end"));
        strips.addAll(table.strips());
        strips.add(new Gap(10));
        return strips;
    }
}
