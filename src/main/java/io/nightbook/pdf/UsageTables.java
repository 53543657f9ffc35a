package io.nightbook.pdf;

import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.report.UsageSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The usage of a cycle by what it has in common: the largest first, the rest in one row; the files beside have all. */
final class UsageTables {

    private static final int SHOWN = 10;

    private final List<UsageRow> usage;
    private final Typefaces typefaces;

    UsageTables(List<UsageRow> usage, Typefaces typefaces) {
        this.usage = usage;
        this.typefaces = typefaces;
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
        List<UsageSum> sums = shown(UsageSum.by(UsageRow::meter, usage));
        List<String> shares = shares(sums);
        for (int i = 0; i < sums.size(); i++) {
            UsageSum sum = sums.get(i);
            table.row(
                    sum.name(),
                    Figures.count(sum.events()),
                    i < SHOWN ? Figures.decimal(sum.quantity(), 0) : "",
                    shares.get(i),
                    Figures.credits(sum.credits()));
        }
        return table.strips();
    }

    private static List<String> shares(List<UsageSum> sums) {
        return Shares.of(sums.stream().map(UsageSum::credits).toList());
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
        List<UsageSum> sums = shown(UsageSum.by(key, usage));
        List<String> shares = shares(sums);
        for (int i = 0; i < sums.size(); i++) {
            String name = sums.get(i).name().isEmpty() ? unnamed : sums.get(i).name();
            table.row(name, shares.get(i), Figures.credits(sums.get(i).credits()));
        }
        return table.strips();
    }

    /** The first of them, and all others as one. */
    private static List<UsageSum> shown(List<UsageSum> sums) {
        List<UsageSum> shown = new ArrayList<>(sums.subList(0, Math.min(SHOWN, sums.size())));
        rest(sums).ifPresent(shown::add);
        return shown;
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
