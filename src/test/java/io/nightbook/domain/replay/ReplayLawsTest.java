package io.nightbook.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.credit.Movement.Kind;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.replay.Bookkeeper.From;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.replay.Story.Told;
import io.nightbook.domain.replay.Story.Use;
import io.nightbook.domain.settlement.EntryKey;
import io.nightbook.domain.settlement.EntrySum;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.TieredEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The three laws (convergence, idempotence, conservation), on random timelines; a story that breaks one is told as short as it can be. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ReplayLawsTest {

    private static final int LAWS = 9;
    private static final int STORIES = 1_000;

    // ---------------------------------------------------------------- conservation

    @Test
    void everyBatchIsAllocatedOnceAndItsPartsAlwaysAddUp() {
        holds(0, story -> {
            Replayed whole = Full.of(story).to(story.end());
            Map<String, CreditBatch> batches = new HashMap<>();
            whole.batches().forEach(batch -> batches.put(batch.id(), batch));
            Map<String, Credits> gone = new HashMap<>();
            Map<String, Long> worth = new HashMap<>();
            for (Movement movement : whole.movements()) {
                CreditBatch batch = Objects.requireNonNull(batches.get(movement.batchId()), movement.batchId());
                if (movement.kind() == Kind.ALLOCATED) {
                    assertThat(gone.put(batch.id(), Credits.ZERO))
                            .as("%s before it is allocated", batch.id())
                            .isNull();
                    assertThat(movement.credits()).isEqualTo(batch.allocated());
                    assertThat(movement.effectiveAt()).isEqualTo(batch.effectiveAt());
                } else {
                    assertThat(movement.credits().isNegative())
                            .as("%s takes off", movement)
                            .isTrue();
                    Credits before = Objects.requireNonNull(gone.get(batch.id()), "gone before it was there");
                    gone.put(batch.id(), before.minus(movement.credits()));
                }
                Credits now = Objects.requireNonNull(gone.get(batch.id()));
                assertThat(now).as("gone of %s", batch).isLessThanOrEqualTo(batch.allocated());
                long rest = worth.merge(batch.id(), movement.value(), Math::addExact);
                assertThat(rest)
                        .as("worth of %s after %s", batch, movement)
                        .isEqualTo(batch.value()
                                - Money.share(
                                        batch.value(),
                                        now.value(),
                                        batch.allocated().value(),
                                        RoundingMode.HALF_UP));
            }
            Map<String, Credits> left = new TreeMap<>();
            gone.forEach((id, credits) -> left.put(
                    id, Objects.requireNonNull(batches.get(id)).allocated().minus(credits)));
            assertThat(remaining(whole.live())).isEqualTo(positive(left));
            assertThat(drawn(whole.draws())).isEqualTo(consumed(whole.movements()));
        });
    }

    @Test
    void atEachCycleEndTheStateHoldsWhatTheMovementsLeft() {
        holds(1, story -> {
            Replayed whole = Full.of(story).to(story.end());
            Map<String, CreditBatch> batches = new HashMap<>();
            whole.batches().forEach(batch -> batches.put(batch.id(), batch));
            for (Finished finished : whole.finished()) {
                Instant t = finished.end().at();
                Map<String, Credits> left = new TreeMap<>();
                Bookkeeper.sums(whole.movements()).forEach((key, sum) -> {
                    CreditBatch batch = Objects.requireNonNull(batches.get(key.batchId()));
                    if (key.effectiveAt().isBefore(t)
                            || (key.effectiveAt().equals(t) && Bookkeeper.belongsToTheEnd(key, batch))) {
                        left.merge(key.batchId(), sum.credits(), Credits::plus);
                    }
                });
                assertThat(remaining(finished.end().lots())).as("left at %s", t).isEqualTo(positive(left));
                assertThat(debt(finished.end().debts())).isEqualTo(finished.debt());
            }
            if (whole.checkpoint() != null) {
                Map<String, Credits> left = new TreeMap<>();
                whole.movements().stream()
                        .filter(movement -> movement.effectiveAt()
                                .isBefore(Objects.requireNonNull(whole.checkpoint())
                                        .at()))
                        .forEach(movement -> left.merge(movement.batchId(), movement.credits(), Credits::plus));
                assertThat(remaining(whole.checkpoint().lots())).isEqualTo(positive(left));
            }
        });
    }

    @Test
    void inEveryCycleWhatWasRatedIsConsumedUncoveredOrOwed() {
        holds(2, story -> {
            Full full = Full.of(story);
            Replayed whole = full.to(story.end());
            Credits before = Credits.ZERO;
            Credits rated = Credits.ZERO;
            for (Finished finished : whole.finished()) {
                assertRated(finished.cycle(), finished.debt().minus(before));
                before = finished.debt();
                rated = rated.plus(finished.cycle().totals().rated());
            }
            if (whole.current() != null) {
                assertRated(whole.current(), whole.debt().minus(before));
                rated = rated.plus(whole.current().totals().rated());
            }
            Credits given = Credits.ZERO;
            for (RatedUsage usage : full.usage(story.end())) {
                given = given.plus(usage.credits());
            }
            assertThat(rated).isEqualTo(given);
        });
    }

    private static void assertRated(RunningCycle cycle, Credits moreDebt) {
        Totals totals = cycle.totals();
        assertThat(totals.rated())
                .as("rated in the cycle of %s", cycle.firstDay())
                .isEqualTo(totals.consumed().plus(totals.uncovered()).plus(moreDebt));
    }

    @Test
    void cyclesFollowEachOtherWithoutAGapAndHoldTheMovementsBookedInThem() {
        holds(3, story -> {
            Replayed whole = Full.of(story).to(story.end());
            List<RunningCycle> cycles = cycles(whole);
            for (int i = 1; i < cycles.size(); i++) {
                assertThat(cycles.get(i).from()).isEqualTo(cycles.get(i - 1).until());
            }
            Credits allocated = Credits.ZERO;
            Credits gone = Credits.ZERO;
            for (RunningCycle cycle : cycles) {
                Totals t = cycle.totals();
                assertThat(cycle.until()).isAfter(cycle.from());
                allocated = allocated.plus(t.allocated());
                gone = gone.plus(t.consumed())
                        .plus(t.expired())
                        .plus(t.rolledOver())
                        .plus(t.voided());
            }
            Credits plus = Credits.ZERO;
            Credits minus = Credits.ZERO;
            for (Movement movement : whole.movements()) {
                plus = movement.kind() == Kind.ALLOCATED ? plus.plus(movement.credits()) : plus;
                minus = movement.kind() == Kind.ALLOCATED ? minus : minus.minus(movement.credits());
            }
            assertThat(allocated).isEqualTo(plus);
            assertThat(gone).isEqualTo(minus);
        });
    }

    // ---------------------------------------------------------------- composition

    @Test
    void aReplayThatGoesOnFromACheckpointBooksWhatOneFromTheStartBooks() {
        holds(4, story -> {
            Full full = Full.of(story);
            Instant stop = full.between(full.start(), story.end());
            Replayed first = full.to(stop);
            AccountState checkpoint = first.checkpoint();
            if (checkpoint == null) {
                return;
            }
            Replayed rest = full.on(checkpoint, story.end());
            List<Movement> joined = new ArrayList<>(first.movements());
            joined.removeIf(movement -> !movement.effectiveAt().isBefore(checkpoint.at()));
            joined.addAll(rest.movements());
            Replayed whole = full.to(story.end());
            assertThat(Bookkeeper.sums(joined)).isEqualTo(Bookkeeper.sums(whole.movements()));
            assertThat(shown(rest.finished())).isEqualTo(shown(whole.finished()));
            assertThat(shown(rest.current(), rest.debt())).isEqualTo(shown(whole.current(), whole.debt()));
            assertThat(rest.live()).isEqualTo(whole.live());
            assertThat(rest.nextAt()).isEqualTo(whole.nextAt());
        });
    }

    @Test
    void aReplayThatGoesOnFromAnyClosedCycleBooksWhatOneFromTheStartBooks() {
        holds(5, story -> {
            Full full = Full.of(story);
            Replayed whole = full.to(story.end());
            Map<String, CreditBatch> batches = new HashMap<>();
            whole.batches().forEach(batch -> batches.put(batch.id(), batch));
            int closed = 0;
            for (Finished finished : whole.finished()) {
                closed++;
                AccountState end = finished.end();
                Replayed rest = full.on(end, story.end());
                Map<EntryKey, EntrySum> expected = Bookkeeper.sums(whole.movements());
                expected.keySet()
                        .removeIf(key -> key.effectiveAt().isBefore(end.at())
                                || (key.effectiveAt().equals(end.at())
                                        && Bookkeeper.belongsToTheEnd(
                                                key, Objects.requireNonNull(batches.get(key.batchId())))));
                assertThat(Bookkeeper.sums(rest.movements()))
                        .as("after the close at %s", end.at())
                        .isEqualTo(expected);
                assertThat(shown(rest.finished()))
                        .isEqualTo(shown(whole.finished()
                                .subList(closed, whole.finished().size())));
                assertThat(shown(rest.current(), rest.debt())).isEqualTo(shown(whole.current(), whole.debt()));
                assertThat(rest.live()).isEqualTo(whole.live());
                assertThat(rest.nextAt()).isEqualTo(whole.nextAt());
            }
        });
    }

    @Test
    void usageRolledUpBetweenBoundariesBooksWhatItsEventsBook() {
        holds(6, story -> {
            Full full = Full.of(story);
            assertThat(Bookkeeper.sums(full.rolledUp(story.end()).movements()))
                    .isEqualTo(Bookkeeper.sums(full.to(story.end()).movements()));
        });
    }

    // ---------------------------------------------------------------- convergence

    @Test
    void betweenClosesTheBooksDoNotDependOnArrivalsOrNights() {
        holds(7, story -> {
            Bookkeeper once = new Bookkeeper(story.catalog(), story.account());
            Bookkeeper nightly = new Bookkeeper(story.catalog(), story.account());
            Dice dice = new Dice(story.seed());
            Full full = Full.of(story);
            Instant before = full.start();
            for (int phase = 0; phase <= story.closes().size(); phase++) {
                Instant asOf = phase < story.closes().size() ? story.closes().get(phase) : story.end();
                List<Told> told = toldIn(story, phase);
                told.forEach(one -> once.take(one.input()));
                told.sort(Comparator.comparingLong(Told::luck));
                playNights(nightly, told, nights(dice, before, asOf));
                run(once, story, phase, asOf);
                run(nightly, story, phase, asOf);
                assertThat(nightly.booked()).as("booked at %s", asOf).isEqualTo(once.booked());
                assertThat(shown(nightly.closed())).isEqualTo(shown(once.closed()));
                assertThat(shown(nightly.now(asOf).finished()))
                        .isEqualTo(shown(once.now(asOf).finished()));
                assertThat(nightly.now(asOf).live())
                        .extracting(lot -> lot.batch().id(), Lot::remaining)
                        .isEqualTo(List.copyOf(once.now(asOf).live().stream()
                                .map(lot -> tuple(lot.batch().id(), lot.remaining()))
                                .toList()));
                before = asOf;
            }
        });
    }

    @Test
    void nothingThatWasAcceptedIsLostHoweverLateItCame() {
        holds(8, story -> {
            Bookkeeper books = new Bookkeeper(story.catalog(), story.account());
            for (int phase = 0; phase <= story.closes().size(); phase++) {
                toldIn(story, phase).forEach(one -> books.take(one.input()));
                run(
                        books,
                        story,
                        phase,
                        phase < story.closes().size() ? story.closes().get(phase) : story.end());
            }
            Replayed now = books.now(story.end());
            Map<String, Credits> allocated = new TreeMap<>();
            books.booked().forEach((key, sum) -> {
                if (key.kind() == Kind.ALLOCATED) {
                    allocated.merge(key.batchId(), sum.credits(), Credits::plus);
                }
            });
            for (CreditBatch batch : story.batches()) {
                boolean given = !batch.nominalAt().isAfter(story.end())
                        && batch.allocated().isPositive();
                assertThat(allocated.getOrDefault(batch.id(), Credits.ZERO))
                        .as("allocated by %s", batch)
                        .isEqualTo(given ? batch.allocated() : Credits.ZERO);
            }
            for (Lot lot : now.live()) {
                CreditBatch terms = books.terms(lot.batch());
                assertThat(Timeline.isDue(lot.batch().expiresAt(), story.end())
                                || Timeline.isDue(terms.voidedAt(), story.end()))
                        .as("%s lives on", lot)
                        .isFalse();
            }
            Credits rated = Credits.ZERO;
            for (Finished finished : books.closed()) {
                rated = rated.plus(finished.cycle().totals().rated());
            }
            for (RunningCycle cycle : cycles(now)) {
                rated = rated.plus(cycle.totals().rated());
            }
            assertThat(rated).isEqualTo(books.worthOfEvents());
        });
    }

    private static List<Told> toldIn(Story story, int phase) {
        return new ArrayList<>(
                story.told().stream().filter(one -> one.phase() == phase).toList());
    }

    private static void run(Bookkeeper books, Story story, int phase, Instant asOf) {
        if (phase < story.closes().size()) {
            books.close(asOf);
        } else {
            books.run(asOf);
        }
        assertNothingToBook(books, asOf);
    }

    private static List<Instant> nights(Dice dice, Instant from, Instant until) {
        TreeSet<Instant> nights = new TreeSet<>();
        for (int i = dice.roll(5); i > 0; i--) {
            nights.add(Full.between(dice, from, until));
        }
        return new ArrayList<>(nights);
    }

    /** Deals the inputs out over the nights; what is left comes after the last one. */
    private static void playNights(Bookkeeper books, List<Told> told, List<Instant> nights) {
        int next = 0;
        for (int night = 0; night < nights.size(); night++) {
            int until = told.size() * (night + 1) / (nights.size() + 1);
            for (; next < until; next++) {
                books.take(told.get(next).input());
            }
            books.run(nights.get(night));
            assertNothingToBook(books, nights.get(night));
        }
        for (; next < told.size(); next++) {
            books.take(told.get(next).input());
        }
    }

    /** Idempotence. */
    private static void assertNothingToBook(Bookkeeper books, Instant asOf) {
        assertThat(books.unbooked(asOf, From.CHECKPOINT))
                .as("again at %s", asOf)
                .isEmpty();
        assertThat(books.unbooked(asOf, From.LAST_CLOSE))
                .as("again at %s from the last close", asOf)
                .isEmpty();
        books.booked()
                .forEach((key, sum) -> assertThat(sum.credits().isNegative())
                        .as("%s %s", key, sum)
                        .isEqualTo(key.kind() != Kind.ALLOCATED));
    }

    @Test
    void theStoriesHoldWhatTheyAreAbout() {
        Map<String, Integer> met = new TreeMap<>();
        LongStream.range(0, 400).mapToObj(StoryTeller::tell).forEach(story -> {
            Replayed whole = Full.of(story).to(story.end());
            for (RunningCycle cycle : cycles(whole)) {
                met.merge("cycle " + cycle.kind(), 1, Integer::sum);
                cycle.charges()
                        .forEach(charge -> met.merge("charge " + charge.line().kind(), 1, Integer::sum));
            }
            whole.movements().forEach(movement -> met.merge("movement " + movement.kind(), 1, Integer::sum));
            whole.draws().forEach(draw -> met.merge("draw " + draw.outcome(), 1, Integer::sum));
            Bookkeeper books = new Bookkeeper(story.catalog(), story.account());
            for (int phase = 0; phase <= story.closes().size(); phase++) {
                toldIn(story, phase).forEach(one -> books.take(one.input()));
                run(
                        books,
                        story,
                        phase,
                        phase < story.closes().size() ? story.closes().get(phase) : story.end());
            }
            met.merge("closed cycle", books.closed().size(), Integer::sum);
            books.now(story.end()).draws().stream()
                    .filter(draw -> draw.timing() == Timing.LATE)
                    .forEach(draw -> met.merge("late draw", 1, Integer::sum));
        });
        assertThat(met.keySet())
                .contains(
                        "cycle MONTH",
                        "cycle PAID",
                        "cycle TRIAL",
                        "charge FEE",
                        "charge PRORATION",
                        "charge TOP_UP",
                        "movement ALLOCATED",
                        "movement CONSUMED",
                        "movement EXPIRED",
                        "movement ROLLED_OUT",
                        "movement VOIDED",
                        "draw DRAWN",
                        "draw UNCOVERED",
                        "draw BORROWED",
                        "draw REPAID",
                        "late draw",
                        "closed cycle");
        assertThat(met.values()).allMatch(times -> times >= 20);
    }

    // ---------------------------------------------------------------- one story, all inputs in

    /** A story whose inputs are all in from the beginning. */
    private static final class Full {
        private final Story story;
        private final Dice dice;
        private final List<SubscriptionRow> rows;
        private final List<CreditBatch> batches;
        private final List<Use> uses;
        private final Map<Use, Credits> rated = new HashMap<>();

        private Full(Story story) {
            this.story = story;
            this.rows = story.rows();
            this.batches = story.batches();
            this.uses = story.uses();
            this.dice = new Dice(story.seed() + 7);
            List<TieredEvent> tiered = uses.stream()
                    .filter(use -> use.at().isBefore(story.end()))
                    .filter(this::isCumulative)
                    .map(use -> new TieredEvent(
                            use.id(),
                            use.day(),
                            Timing.IN_TIME,
                            use.at(),
                            use.day(),
                            use.meter(),
                            use.quantity(),
                            null,
                            use.properties()))
                    .toList();
            List<LocalDate> starts =
                    cycles(to(story.end())).stream().map(RunningCycle::firstDay).toList();
            Map<String, Credits> byId = new HashMap<>();
            Tiers.rate(story.catalog(), tiered, starts).forEach((event, credits) -> byId.put(event.eventId(), credits));
            uses.forEach(use -> rated.put(use, byId.getOrDefault(use.id(), Credits.ZERO)));
        }

        static Full of(Story story) {
            return new Full(story);
        }

        private boolean isCumulative(Use use) {
            return story.catalog().meters().get(use.meter()).isCumulative();
        }

        List<RatedUsage> usage(Instant asOf) {
            return usage(null, asOf);
        }

        private List<RatedUsage> usage(@Nullable AccountState opening, Instant asOf) {
            return uses.stream()
                    .filter(use -> use.at().isBefore(asOf)
                            && (opening == null || !use.at().isBefore(opening.at())))
                    .map(use -> new RatedUsage(
                            use.at(),
                            Timing.IN_TIME,
                            use.meter(),
                            isCumulative(use)
                                    ? rated.getOrDefault(use, Credits.ZERO)
                                    : Bookkeeper.rated(story.catalog(), use, BigDecimal.ZERO),
                            Bookkeeper.cost(story.catalog(), use)))
                    .sorted(Comparator.comparing(RatedUsage::slot).thenComparingInt(RatedUsage::meter))
                    .toList();
        }

        Replayed to(Instant asOf) {
            return on(null, asOf);
        }

        Replayed on(@Nullable AccountState opening, Instant asOf) {
            return replay(opening, usage(opening, asOf), asOf);
        }

        private Replayed replay(@Nullable AccountState opening, List<RatedUsage> usage, Instant asOf) {
            return Replay.replay(story.catalog(), story.account(), opening, rows, batches, usage, asOf);
        }

        /** As the rollup does it: one sum per meter between two instants at which a day or a batch begins or ends. */
        Replayed rolledUp(Instant asOf) {
            TreeSet<Instant> boundaries = new TreeSet<>();
            for (CreditBatch batch : batches) {
                boundaries.add(batch.nominalAt());
                if (batch.expiresAt() != null) {
                    boundaries.add(batch.expiresAt());
                }
                if (batch.voidedAt() != null) {
                    boundaries.add(batch.voidedAt());
                }
            }
            Map<Instant, Map<Integer, RatedUsage>> slots = new TreeMap<>();
            for (RatedUsage usage : usage(asOf)) {
                Instant day = story.account().days().startOfDayOf(usage.slot());
                Instant boundary = boundaries.floor(usage.slot());
                Instant slot = boundary == null || boundary.isBefore(day) ? day : boundary;
                slots.computeIfAbsent(slot, at -> new TreeMap<>())
                        .merge(
                                usage.meter(),
                                new RatedUsage(slot, Timing.IN_TIME, usage.meter(), usage.credits(), usage.cost()),
                                (a, b) -> new RatedUsage(
                                        slot,
                                        Timing.IN_TIME,
                                        a.meter(),
                                        a.credits().plus(b.credits()),
                                        a.cost().add(b.cost())));
            }
            List<RatedUsage> rolledUp = new ArrayList<>();
            slots.values().forEach(meters -> rolledUp.addAll(meters.values()));
            return replay(null, rolledUp, asOf);
        }

        Instant start() {
            return story.told().stream()
                    .map(one -> one.input() instanceof Story.Input.Used used
                            ? used.use().at()
                            : one.input() instanceof Story.Input.Added added
                                    ? added.batch().nominalAt()
                                    : story.end())
                    .filter(at -> at.isBefore(story.end()))
                    .min(Comparator.naturalOrder())
                    .orElse(story.end())
                    .minus(40, ChronoUnit.DAYS);
        }

        Instant between(Instant from, Instant until) {
            return between(dice, from, until);
        }

        static Instant between(Dice dice, Instant from, Instant until) {
            long micros = ChronoUnit.MICROS.between(from, until);
            return micros <= 0 ? until : from.plus(dice.below(micros + 1), ChronoUnit.MICROS);
        }
    }

    // ---------------------------------------------------------------- what is compared

    private static List<RunningCycle> cycles(Replayed replayed) {
        List<RunningCycle> cycles = new ArrayList<>();
        replayed.finished().forEach(finished -> cycles.add(finished.cycle()));
        if (replayed.current() != null) {
            cycles.add(replayed.current());
        }
        return cycles;
    }

    private static List<String> shown(List<Finished> finished) {
        return finished.stream()
                .map(one -> shown(one.cycle(), one.debt()) + one.charges())
                .toList();
    }

    private static String shown(@Nullable RunningCycle cycle, Credits debt) {
        return cycle == null
                ? "nothing"
                : cycle.firstDay() + " " + cycle.from() + " " + cycle.until() + " " + cycle.kind() + " "
                        + cycle.wholeDays() + " " + cycle.planId() + " " + cycle.totals() + " owes " + debt;
    }

    private static Map<String, Credits> drawn(List<Draw> draws) {
        Map<String, Credits> sums = new TreeMap<>();
        draws.stream()
                .filter(draw -> draw.batchId() != null)
                .forEach(draw -> sums.merge(String.valueOf(draw.batchId()), draw.credits(), Credits::plus));
        return sums;
    }

    private static Map<String, Credits> consumed(List<Movement> movements) {
        Map<String, Credits> sums = new TreeMap<>();
        movements.stream()
                .filter(movement -> movement.kind() == Kind.CONSUMED)
                .forEach(movement ->
                        sums.merge(movement.batchId(), movement.credits().negated(), Credits::plus));
        return sums;
    }

    private static Map<String, Credits> remaining(List<Lot> lots) {
        Map<String, Credits> remaining = new TreeMap<>();
        lots.forEach(lot -> remaining.put(lot.batch().id(), lot.remaining()));
        return positive(remaining);
    }

    private static Map<String, Credits> positive(Map<String, Credits> left) {
        left.values().removeIf(Credits::isZero);
        return left;
    }

    private static Credits debt(List<AccountState.Debt> debts) {
        Credits sum = Credits.ZERO;
        for (AccountState.Debt debt : debts) {
            sum = sum.plus(debt.credits());
        }
        return sum;
    }

    // ---------------------------------------------------------------- the search

    /** Tries a law on its own share of random stories. */
    private static void holds(int law, Consumer<Story> check) {
        LongStream.range(0, STORIES).forEach(i -> {
            Story story = StoryTeller.tell(i * LAWS + law);
            Throwable failure = failure(check, story);
            if (failure != null) {
                Story shortest = shortest(check, story);
                throw new AssertionError(failure(check, shortest) + "\nwhere " + shortest, failure(check, shortest));
            }
        });
    }

    private static @Nullable Throwable failure(Consumer<Story> check, Story story) {
        try {
            check.accept(story);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private static Story shortest(Consumer<Story> check, Story story) {
        for (Told one : story.told()) {
            Story shorter = story.without(one);
            if (failure(check, shorter) != null) {
                return shortest(check, shorter);
            }
        }
        return story;
    }
}
