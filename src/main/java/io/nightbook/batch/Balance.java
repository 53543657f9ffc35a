package io.nightbook.batch;

import io.nightbook.batch.catalog.CatalogInUse;
import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.Draw;
import io.nightbook.domain.replay.Replayed;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.settlement.Parked;
import io.nightbook.domain.settlement.Settled;
import io.nightbook.domain.settlement.Settlement;
import io.nightbook.domain.usage.RatedUsage.Timing;
import io.nightbook.domain.usage.Rating;
import io.nightbook.domain.usage.TieredEvent;
import io.nightbook.postgres.AccountInputs;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.Meters;
import io.nightbook.postgres.ReplayStore;
import io.nightbook.postgres.RollupStore;
import io.nightbook.postgres.RunStore;
import io.nightbook.postgres.WorkStore;
import io.nightbook.postgres.WorkStore.Range;
import io.nightbook.postgres.WorkStore.Request;
import io.nightbook.postgres.WorkStore.Scope;
import io.nightbook.postgres.WorkStore.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account could spend at an instant, everything counted that was imported by then, booked or not; and whether it
 * would pay for a need. The fold itself answers: the need is one more piece of usage on the timeline. It costs what the
 * account has, neither waits for a run that goes on nor lets one wait, and leaves no trace.
 */
public final class Balance {

    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    /** No run's number, and after all of them. */
    private static final int RUN = Integer.MAX_VALUE;

    private final Books books;
    private final Database database;

    public Balance(Books books) {
        this.books = books;
        this.database = books.database();
    }

    /**
     * A quantity of a meter that is about to be used.
     *
     * @param properties by which it is rated
     */
    public record Need(String meter, BigDecimal quantity, Map<String, String> properties) {

        /** Whether a text is a quantity: a plain decimal of 0 or more, below 10^15, up to 9 places. */
        public static boolean isQuantity(String text) {
            return QUANTITY.matcher(text).matches();
        }
    }

    /** A live batch and what remains of it. */
    public record Line(CreditBatch batch, Credits remaining) {}

    /**
     * The answer.
     *
     * @param lines live batches of which something remains, in the order in which they are drawn
     * @param cycle the running one, or null where nothing is on the account's timeline
     * @param needed the credits that the needs are worth
     * @param missing the part of them that no live batch could pay
     */
    public record Sheet(
            Account account,
            Instant asOf,
            List<Line> lines,
            @Nullable RunningCycle cycle,
            Credits debt,
            Credits needed,
            Credits missing) {
        public Credits total() {
            return lines.stream().map(Line::remaining).reduce(Credits.ZERO, Credits::plus);
        }
    }

    /**
     * The balance of an account.
     *
     * @param asOf not before what is posted
     * @param needs what is about to be used, perhaps nothing
     * @throws Refused if the instant lies before the last posted run
     * @throws EditedCatalog if the catalog changes terms in use
     */
    public Sheet of(Account account, Instant asOf, List<Need> needs) {
        new CatalogInUse(database, books.catalog()).refuseEdits();
        return database.inSnapshotUndone(() -> {
            RunStore runs = new RunStore(database);
            runs.lastPosted().filter(last -> asOf.isBefore(last.asOf())).ifPresent(last -> {
                throw new Refused(
                        Refused.Reason.OVERTAKEN,
                        "The books stand as of " + last.asOf() + " already; a balance can be had from there on,"
                                + " and what was booked before with nightbook export ledger --account");
            });
            Meters meters = new RollupStore(database).rollUpApart(RUN, account.no(), asOf, books.catalog());
            ReplayStore replays = new ReplayStore(database, books.catalog(), meters);
            Request request = new Request(RUN, asOf, null, Scope.EVERYTHING);
            Range one = new Range(account.no(), account.no());
            WorkStore listed = new WorkStore(database);
            listed.list(request, one);
            List<Work> work = listed.work(request, one, 1);
            return sheet(account, asOf, replays.load(work).get(0), events(account, asOf, needs));
        });
    }

    /** The instant, or that of the last posted run where that is later. */
    public Instant notBefore(Instant instant) {
        return new RunStore(database)
                .lastPosted()
                .map(RunStore.Posted::asOf)
                .filter(instant::isBefore)
                .orElse(instant);
    }

    /** The account of an id, or null. */
    public @Nullable Account find(String id) {
        return new AccountStore(database).find(id);
    }

    private List<TieredEvent> events(Account account, Instant asOf, List<Need> needs) {
        LocalDate day = account.days().dateOf(asOf);
        List<TieredEvent> events = new ArrayList<>();
        for (Need need : needs) {
            refuseUnrated(need, day);
            events.add(new TieredEvent(
                    "\uFFFFneed" + events.size(),
                    day,
                    Timing.IN_TIME,
                    asOf,
                    day,
                    books.catalog().orderOf(need.meter()),
                    need.quantity(),
                    null,
                    need.properties()));
        }
        return events;
    }

    private void refuseUnrated(Need need, LocalDate day) {
        Meter meter = books.catalog().meter(need.meter());
        Rate rate = meter == null ? null : meter.rateOn(day);
        if (rate == null) {
            throw new Refused(
                    Refused.Reason.NO_RATE, "Meter " + need.meter() + " has no rate in the catalog on " + day);
        }
        if (Rating.select(rate, need.properties()::get) instanceof Rate.Sum sum) {
            List<String> given = sum.components().keySet().stream()
                    .map(name -> need.properties().getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (given.isEmpty() || !given.stream().allMatch(Need::isQuantity)) {
                throw new Refused(
                        Refused.Reason.NO_RATE,
                        "Meter " + need.meter() + " is rated by "
                                + String.join(
                                        ", ", new TreeSet<>(sum.components().keySet()))
                                + "; say how many with --with NAME=NUMBER");
            }
        }
    }

    /** The needs are drawn a microsecond after the instant, so that all that comes first has been. */
    private Sheet sheet(Account account, Instant asOf, AccountInputs inputs, List<TieredEvent> needs) {
        Replayed before = settled(inputs, List.of(), asOf);
        Replayed after = settled(inputs, needs, asOf.plusNanos(1000));
        Credits needed = rated(after).minus(rated(before));
        Credits missing = unpaid(after).minus(unpaid(before));
        List<Line> lines = new ArrayList<>();
        for (Lot lot : before.live()) {
            if (lot.remaining().isPositive()) {
                lines.add(new Line(lot.batch(), lot.remaining()));
            }
        }
        return new Sheet(account, asOf, lines, before.current(), before.debt(), needed, missing);
    }

    private Replayed settled(AccountInputs inputs, List<TieredEvent> needs, Instant asOf) {
        Settlement settlement = inputs.settle(books.catalog(), needs, asOf, null);
        if (settlement instanceof Settled settled) {
            return settled.replayed();
        }
        String detail = settlement instanceof Parked parked ? parked.detail() : settlement.toString();
        throw new BatchFailed("The balance of " + inputs.work().account().id() + " cannot be told: " + detail, null);
    }

    private static Credits rated(Replayed replayed) {
        Credits sum = replayed.current() == null
                ? Credits.ZERO
                : replayed.current().totals().rated();
        for (Replayed.Finished finished : replayed.finished()) {
            sum = sum.plus(finished.cycle().totals().rated());
        }
        return sum;
    }

    private static Credits unpaid(Replayed replayed) {
        Credits sum = Credits.ZERO;
        for (Draw draw : replayed.draws()) {
            boolean unpaid = draw.outcome() == Draw.Outcome.UNCOVERED || draw.outcome() == Draw.Outcome.BORROWED;
            sum = unpaid ? sum.plus(draw.credits()) : sum;
        }
        return sum;
    }
}
