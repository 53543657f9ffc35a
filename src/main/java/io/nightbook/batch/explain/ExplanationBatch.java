package io.nightbook.batch.explain;

import io.nightbook.batch.explain.ExplanationStretches.Stretch;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.ExplainStore.Entry;
import io.nightbook.postgres.ExplainStore.Held;
import io.nightbook.postgres.ExplainStore.Stage;
import io.nightbook.postgres.ExplainStore.Used;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One batch: its terms, every movement with what made it, and the sum that they add up to. */
final class ExplanationBatch {

    private final ExplanationFacts facts;
    private final ExplanationOrigin origin;
    private final ExplanationEnd end;
    private final ExplanationDraw draw;
    private final ExplanationStretches stretches;
    private final Held held;
    private final CreditBatch batch;

    ExplanationBatch(ExplanationFacts facts, Held held) {
        ExplanationPlan plan = new ExplanationPlan(facts);
        this.facts = facts;
        this.origin = new ExplanationOrigin(facts, plan);
        this.end = new ExplanationEnd(facts, plan);
        this.draw = new ExplanationDraw(facts, plan);
        this.stretches = new ExplanationStretches(facts);
        this.held = held;
        this.batch = held.batch();
    }

    /** What is booked under one kind at one instant: an entry, and those that corrected it. */
    private record Sum(Kind kind, Instant at, List<Entry> entries) {
        Credits credits() {
            return entries.stream().map(Entry::credits).reduce(Credits.ZERO, Credits::plus);
        }

        long value() {
            return entries.stream().mapToLong(Entry::value).sum();
        }
    }

    /** The local days of whose events the explanation needs to know. */
    Set<LocalDate> days() {
        Set<LocalDate> days = new TreeSet<>();
        for (Sum sum : sums()) {
            if (sum.kind() == Kind.CONSUMED) {
                days.add(facts.days().dateOf(sum.at()));
            }
        }
        return days;
    }

    void say(ExplanationPage page, List<Used> events) {
        page.say("Batch " + batch.id() + " of account " + facts.name());
        sayTerms(page.inner());
        SortedMap<Instant, List<Used>> byStretch = stretches.byStart(events);
        if (held.stage() == Stage.WAITING) {
            page.say("Nothing is booked of it yet: no run has reached its instant.");
            return;
        }
        if (held.stage() == Stage.WITHDRAWN) {
            page.say("It was derived once, and later inputs took it back: nothing of it stands.");
        }
        page.say("Movements");
        Credits remaining = Credits.ZERO;
        long worth = 0;
        for (Sum sum : sums()) {
            Credits before = remaining;
            remaining = remaining.plus(sum.credits());
            worth += sum.value();
            saySum(page.inner(), sum, remaining + " credits worth " + facts.plainMoney(worth) + " remain");
            sayWhy(page.inner().inner(), sum, before, byStretch.getOrDefault(sum.at(), List.of()));
        }
        sayTotal(page);
    }

    /** In the order in which they happened; the ledger comes by instant, then by kind. */
    private List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        for (Entry entry : facts.entriesOf(batch.id())) {
            Sum last = sums.isEmpty() ? null : sums.get(sums.size() - 1);
            if (last == null || last.kind() != entry.kind() || !last.at().equals(entry.effectiveAt())) {
                last = new Sum(entry.kind(), entry.effectiveAt(), new ArrayList<>());
                sums.add(last);
            }
            last.entries().add(entry);
        }
        return sums;
    }

    // ---------------------------------------------------------------- terms

    private void sayTerms(ExplanationPage page) {
        page.say(batch.creditClass().word() + " " + batch.source().word() + ", priority " + batch.priority()
                + (batch.categories().isEmpty()
                        ? ", pays for every category"
                        : ", pays only for " + String.join(", ", new TreeSet<>(batch.categories()))));
        page.say("allocated " + batch.allocated() + " credits worth " + facts.money(batch.value()) + worth());
        page.say("nominal   " + facts.at(batch.nominalAt()));
        if (held.stage() == Stage.WAITING) {
            page.say("effective not yet");
        } else {
            page.say("effective " + facts.at(batch.effectiveAt()));
        }
        page.say("expires   " + expiry());
        if (held.packageId() != null) {
            page.say("package   " + held.packageId());
        }
        if (batch.originId() != null) {
            page.say("origin    " + batch.originId());
        }
        if (batch.charge().price() != null) {
            page.say("price     " + facts.money(batch.charge().price()) + ", " + payment());
        }
        if (batch.voidedAt() != null) {
            page.say("voided    " + facts.at(batch.voidedAt()));
        }
    }

    private String worth() {
        return batch.value() == 0
                ? ""
                : "; the first k credits gone are worth " + facts.plainMoney(batch.value()) + " x k / "
                        + batch.allocated() + ", rounded";
    }

    private String payment() {
        return (batch.charge().paidAt() == null
                        ? "not paid yet"
                        : "paid " + facts.at(batch.charge().paidAt()))
                + (held.paymentRef() == null ? "" : ", reference " + held.paymentRef());
    }

    private String expiry() {
        Instant expires = batch.expiresAt();
        if (expires == null) {
            return (batch.end() == CreditBatch.End.CYCLE ? "with the cycle in which it is booked" : "never") + ": "
                    + origin.end(held);
        }
        LocalDate day = facts.days().dateOf(expires);
        boolean wholeDay = facts.days().startOf(day).equals(expires);
        return facts.at(expires) + ", last usable local day " + (wholeDay ? day.minusDays(1) : day + " until then")
                + ": " + origin.end(held);
    }

    // ---------------------------------------------------------------- movements

    private void saySum(ExplanationPage page, Sum sum, String rest) {
        String line = facts.at(sum.at()) + "  " + sum.kind().word() + " ";
        if (sum.entries().size() == 1) {
            page.say(line + signed(sum.entries().get(0)) + ", by "
                    + sum.entries().get(0).run() + "; " + rest);
            return;
        }
        page.say(line + signed(sum.credits(), sum.value()) + ", the sum of "
                + sum.entries().size() + " entries; " + rest);
        String verb = "booked ";
        for (Entry entry : sum.entries()) {
            page.inner().say(verb + signed(entry) + ", by " + entry.run());
            verb = "corrected by ";
        }
    }

    private String signed(Entry entry) {
        return signed(entry.credits(), entry.value());
    }

    private String signed(Credits credits, long value) {
        return (credits.isPositive() ? "+" : "") + credits + " (" + (value > 0 ? "+" : "") + facts.money(value) + ")";
    }

    private void sayWhy(ExplanationPage page, Sum sum, Credits before, List<Used> events) {
        if (sum.credits().isZero()) {
            page.say("taken back: what came later left nothing of it");
            return;
        }
        switch (sum.kind()) {
            case ALLOCATED -> page.say(origin.of(held));
            case CONSUMED -> {
                Stretch stretch = stretches.from(sum.at());
                draw.say(page, batch, stretch, events);
            }
            case ROLLED_OUT ->
                page.say(end.rolledOut(held, sum.at(), before, sum.credits().negated()));
            case EXPIRED -> page.say(end.expired(held, sum.at()));
            case VOIDED -> page.say(end.voided(held, sum.at()));
        }
    }

    // ---------------------------------------------------------------- the sum

    private void sayTotal(ExplanationPage page) {
        page.say("Sum");
        page.inner()
                .say("credits: allocated " + gone(Kind.ALLOCATED).negated() + " = remaining " + facts.sum(mine())
                        + " + consumed " + gone(Kind.CONSUMED) + " + expired " + gone(Kind.EXPIRED) + " + rolled out "
                        + gone(Kind.ROLLED_OUT) + " + voided " + gone(Kind.VOIDED));
        page.inner()
                .say(facts.account().currency().getCurrencyCode() + ": allocated "
                        + facts.plainMoney(-valueGone(Kind.ALLOCATED)) + " = remaining "
                        + facts.plainMoney(facts.value(mine())) + " + consumed "
                        + facts.plainMoney(valueGone(Kind.CONSUMED)) + " + expired "
                        + facts.plainMoney(valueGone(Kind.EXPIRED)) + " + rolled out "
                        + facts.plainMoney(valueGone(Kind.ROLLED_OUT)) + " + voided "
                        + facts.plainMoney(valueGone(Kind.VOIDED)));
    }

    private Predicate<Entry> mine() {
        return entry -> entry.batchId().equals(batch.id());
    }

    private Credits gone(Kind kind) {
        return facts.sum(mine().and(entry -> entry.kind() == kind)).negated();
    }

    private long valueGone(Kind kind) {
        return -facts.value(mine().and(entry -> entry.kind() == kind));
    }
}
