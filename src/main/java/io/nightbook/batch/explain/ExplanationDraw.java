package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationShare.Live;
import io.nightbook.batch.explain.ExplanationShare.Outcome;
import io.nightbook.batch.explain.ExplanationShare.Part;
import io.nightbook.batch.explain.ExplanationStretches.Stretch;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why a batch paid in a stretch: the events that it may pay for, and how the usage was shared among batches. */
final class ExplanationDraw {

    private final ExplanationFacts facts;
    private final ExplanationPlan plan;
    private final ExplanationEvents words;

    ExplanationDraw(ExplanationFacts facts, ExplanationPlan plan) {
        this.facts = facts;
        this.plan = plan;
        this.words = new ExplanationEvents(facts);
    }

    void say(ExplanationPage page, CreditBatch batch, Stretch stretch, List<Used> events) {
        page.say("stretch from " + facts.at(stretch.from()) + " until " + facts.at(stretch.until()));
        List<Used> own =
                events.stream().filter(event -> batch.paysFor(event.category())).toList();
        own.forEach(event -> page.inner().say(words.line(event)));
        page.say(ExplanationEvents.count(own.size()) + (batch.categories().isEmpty() ? "" : " that it may pay for")
                + ", " + sum(own) + " credits");
        List<Used> others = events.stream()
                .filter(event -> !batch.paysFor(event.category()))
                .toList();
        if (!others.isEmpty()) {
            TreeSet<String> categories = new TreeSet<>();
            others.forEach(event -> categories.add(event.category()));
            page.say(ExplanationEvents.count(others.size()) + " that it may not pay for ("
                    + String.join(", ", categories) + "), " + sum(others) + " credits");
        }
        ExplanationShare share = ExplanationShare.of(facts, plan, stretch, events);
        page.say(share.sum() + rule(share, stretch));
        sayBatches(page.inner(), batch, share);
    }

    private static Credits sum(List<Used> events) {
        return events.stream().map(Used::credits).reduce(Credits.ZERO, Credits::plus);
    }

    private String rule(ExplanationShare share, Stretch stretch) {
        Cycle cycle = facts.cycleAt(stretch.from());
        Overage overage = cycle == null ? null : plan.overage(cycle, stretch.day());
        boolean unpaid = share.outcome() == Outcome.UNCOVERED
                || share.outcome() == Outcome.BORROWED
                || share.outcome() == Outcome.UNCOVERED_OR_BORROWED;
        return unpaid && overage != null ? " (overage: " + plan.overage(overage) + ")" : "";
    }

    private static void sayBatches(ExplanationPage page, CreditBatch batch, ExplanationShare share) {
        int place = 1;
        for (Live live : share.stretch().batches()) {
            String id = live.batch().id();
            page.say(place++ + ". " + id + (id.equals(batch.id()) ? " (this batch)" : "") + " paid " + live.paid()
                    + use(share, live) + ", " + live.left() + " left");
        }
        if (share.parts() == null && share.stretch().rated().isPositive()) {
            page.say("which meter each batch paid for cannot be told from the books");
        } else if (share.parts() != null && share.rest().isPositive()) {
            page.say("no batch paid " + share.rest() + " (" + String.join(", ", meters(share, null)) + ")");
        }
    }

    /** What a batch paid for: a debt first, then usage meter by meter; empty where the books do not tell. */
    private static String use(ExplanationShare share, Live live) {
        if (share.parts() == null) {
            return "";
        }
        List<String> uses = new ArrayList<>(meters(share, live.batch().id()));
        Credits forUsage = share.parts().stream()
                .filter(part -> live.batch().id().equals(part.batchId()))
                .map(Part::credits)
                .reduce(Credits.ZERO, Credits::plus);
        if (!forUsage.equals(live.paid())) {
            uses.add(0, "debt " + live.paid().minus(forUsage));
        }
        return uses.isEmpty() ? "" : " (" + String.join(", ", uses) + ")";
    }

    private static List<String> meters(ExplanationShare share, @Nullable String batchId) {
        List<Part> parts = share.parts() == null ? List.of() : share.parts();
        return parts.stream()
                .filter(part -> Objects.equals(part.batchId(), batchId))
                .map(part -> (part.timing() == Timing.LATE ? "late " : "") + part.meter() + " " + part.credits())
                .toList();
    }
}
