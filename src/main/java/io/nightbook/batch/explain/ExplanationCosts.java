package io.nightbook.batch.explain;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Line;
import io.nightbook.postgres.ExplainStore.Used;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A pass-through line: the events with their costs, their exact sum, and its one rounding. */
final class ExplanationCosts {

    private ExplanationCosts() {}

    static void say(ExplanationPage page, ExplanationFacts facts, Line line, Timing timing, List<Used> events) {
        ExplanationEvents words = new ExplanationEvents(facts);
        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        for (Used event : events) {
            BigDecimal cost = event.cost();
            if (cost != null && event.timing() == timing && event.meter().equals(line.subject())) {
                page.say(words.line(event));
                sum = sum.add(cost);
                count++;
            }
        }
        long net = Money.minorUnits(sum, facts.account().currency(), RoundingMode.HALF_UP);
        page.say(ExplanationEvents.count(count) + ", costs of " + ExplanationEvents.number(sum)
                + " in all, rounded once: " + facts.money(net)
                + (net == line.net()
                        ? ""
                        : "; but the line bills " + facts.money(line.net())
                                + ": the difference cannot be derived from what is stored"));
    }
}
