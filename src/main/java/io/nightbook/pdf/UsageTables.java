package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.report.UsageSum;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The usage of a cycle by what it has in common: the largest first, the rest in one row; the files beside have all. */
final class UsageTables {

    private static final int SHOWN = 10;

    private final List<UsageRow> usage;
    private final Typefaces typefaces;
    private final Credits all;

    UsageTables(List<UsageRow> usage, Typefaces typefaces) {
        this.usage = usage;
        this.typefaces = typefaces;
        Credits sum = Credits.ZERO;
        for (UsageRow row : usage) {
            sum = sum.plus(row.credits());
        }
        this.all = sum;
    }

    List<Strip> categories() {
        return usage.isEmpty() ? List.of() : right("Usage by category", "none", UsageRow::category);
    }

    List<Strip> meters() {
        Table table = new Table(
                typefaces,
                List.of(
                        Column.text("Usage by meter", Strip.LEFT, 220),
                        Column.number("Events", 220, 290),
                        Column.number("Quantity", 290, 400),
                        Column.number("Share", 400, 440),
                        Column.number("Credits", 440, Strip.RIGHT)));
        List<UsageSum> sums = UsageSum.by(UsageRow::meter, usage);
        for (UsageSum sum : sums.subList(0, Math.min(SHOWN, sums.size()))) {
            table.row(
                    sum.name(),
                    Figures.count(sum.events()),
                    Figures.decimal(sum.quantity(), 0),
                    Figures.percent(sum.credits(), all),
                    Figures.credits(sum.credits()));
        }
        rest(sums)
                .ifPresent(sum -> table.row(
                        sum.name(),
                        Figures.count(sum.events()),
                        "",
                        Figures.percent(sum.credits(), all),
                        Figures.credits(sum.credits())));
        return table.strips();
    }

    /** Empty where no usage names an agent or a project. */
    Optional<Strip> agentsAndProjects() {
        boolean agents = usage.stream().anyMatch(row -> !row.agent().isEmpty());
        boolean projects = usage.stream().anyMatch(row -> !row.project().isEmpty());
        if (!agents && !projects) {
            return Optional.empty();
        }
        List<Strip> byAgent = agents ? left("Usage by agent", "no agent", UsageRow::agent) : List.of();
        List<Strip> byProject = projects ? right("Usage by project", "no project", UsageRow::project) : List.of();
        return Optional.of(new SideBySide(byAgent, byProject));
    }

    private List<Strip> left(String title, String unnamed, Function<UsageRow, String> key) {
        return half(title, unnamed, key, Strip.LEFT);
    }

    private List<Strip> right(String title, String unnamed, Function<UsageRow, String> key) {
        return half(title, unnamed, key, SideBySide.RIGHT_START);
    }

    /** Half a page wide: name, share, credits. */
    private List<Strip> half(String title, String unnamed, Function<UsageRow, String> key, float left) {
        Table table = new Table(
                typefaces,
                List.of(
                        Column.text(title, left, left + 115),
                        Column.number("Share", left + 115, left + 150),
                        Column.number("Credits", left + 150, left + SideBySide.LEFT_END - Strip.LEFT)));
        List<UsageSum> sums = UsageSum.by(key, usage);
        for (UsageSum sum : sums.subList(0, Math.min(SHOWN, sums.size()))) {
            String name = sum.name().isEmpty() ? unnamed : sum.name();
            table.row(name, Figures.percent(sum.credits(), all), Figures.credits(sum.credits()));
        }
        rest(sums)
                .ifPresent(sum ->
                        table.row(sum.name(), Figures.percent(sum.credits(), all), Figures.credits(sum.credits())));
        return table.strips();
    }

    private static Optional<UsageSum> rest(List<UsageSum> sums) {
        if (sums.size() <= SHOWN) {
            return Optional.empty();
        }
        List<UsageSum> rest = sums.subList(SHOWN, sums.size());
        UsageSum first = rest.get(0);
        UsageSum named = new UsageSum(rest.size() + " others", first.events(), first.quantity(), first.credits());
        return Optional.of(rest.stream().skip(1).reduce(named, UsageSum::plus));
    }
}
