package io.nightbook.batch.explain;

import io.nightbook.postgres.ExplainStore;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.MeterSum;
import io.nightbook.postgres.ExplainStore.Used;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cycles of an account that begin in a month, and what hints at usage that did not get into them. */
final class ExplanationCycles {

    private static final int REJECTS_SHOWN = 20;

    private final ExplanationFacts facts;
    private final ExplainStore store;

    ExplanationCycles(ExplanationFacts facts, ExplainStore store) {
        this.facts = facts;
        this.store = store;
    }

    void say(ExplanationPage page, String month) {
        List<Cycle> cycles = facts.dossier().cycles().stream()
                .filter(cycle -> YearMonth.from(cycle.firstDay()).toString().equals(month))
                .toList();
        if (cycles.isEmpty()) {
            page.say("Account " + facts.name() + " has no cycle that begins in " + month + "; its cycles begin on "
                    + starts());
        } else {
            sayCycles(page, cycles);
        }
        sayHints(page);
    }

    private String starts() {
        String starts = facts.dossier().cycles().stream()
                .map(cycle -> cycle.firstDay().toString())
                .collect(Collectors.joining(", "));
        return starts.isEmpty() ? "no day yet: nothing is booked for it" : starts;
    }

    private void sayCycles(ExplanationPage page, List<Cycle> cycles) {
        int account = facts.account().no();
        LocalDate first = cycles.get(0).firstDay();
        LocalDate until = cycles.get(cycles.size() - 1).untilDay();
        List<MeterSum> usage = store.usage(account, first, until);
        List<LocalDate> bearing = cycles.stream().map(Cycle::firstDay).toList();
        List<Used> events = store.events(Map.of(account, bearing)).getOrDefault(account, List.of());
        for (Cycle cycle : cycles) {
            List<MeterSum> meters = usage.stream()
                    .filter(sum -> sum.cycle().equals(cycle.firstDay()))
                    .toList();
            List<Used> late = events.stream()
                    .filter(event -> event.isLate() && cycle.holds(event.bearsOn()))
                    .toList();
            new ExplanationCycle(facts, cycle).say(page, meters, late);
        }
    }

    private void sayHints(ExplanationPage page) {
        store.parked(facts.account().no())
                .forEach((run, reason) ->
                        page.say("Parked by " + run + ", which booked nothing for the account: " + reason));
        List<String> rejects = store.rejects(facts.account().id(), REJECTS_SHOWN + 1);
        if (!rejects.isEmpty()) {
            boolean more = rejects.size() > REJECTS_SHOWN;
            page.say("Rejected rows that name the account, of any month"
                    + (more ? " (the first " + REJECTS_SHOWN + "; nightbook export rejects has all)" : ""));
            page.inner().say(rejects.subList(0, more ? REJECTS_SHOWN : rejects.size()));
        }
    }
}
