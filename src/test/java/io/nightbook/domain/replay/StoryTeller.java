package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.PlanVersion.Trial;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Rate.EventRounding;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.Story.Input;
import io.nightbook.domain.replay.Story.Told;
import io.nightbook.domain.replay.Story.Use;
import io.nightbook.domain.time.LocalDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random accounts over half a year: zones whose midnights are skipped, trials, anniversaries, upgrades, cancellations,
 * debts, batches limited to categories, voids, and inputs that come early or late.
 */
final class StoryTeller {

    private static final int DAYS = 170;
    private static final List<String> CATEGORIES = List.of("LLM", "Voice", "WebSearch");

    private static final Map<String, LocalDate> PLACES = Map.of(
            "UTC", LocalDate.of(2024, 1, 1),
            "America/Sao_Paulo", LocalDate.of(2018, 9, 20),
            "Africa/Cairo", LocalDate.of(2024, 3, 1),
            "Asia/Beirut", LocalDate.of(2022, 1, 1),
            "Europe/Berlin", LocalDate.of(2023, 12, 10),
            "Pacific/Apia", LocalDate.of(2011, 10, 1),
            "America/St_Johns", LocalDate.of(2010, 9, 1));
    private static final List<String> ZONES = PLACES.keySet().stream().sorted().toList();

    private final Dice dice;
    private final LocalDays days;
    private final LocalDate firstDay;
    private final List<Instant> marked = new ArrayList<>();

    private StoryTeller(long seed) {
        this.dice = new Dice(seed);
        String zone = dice.of(ZONES);
        this.days = new LocalDays(ZoneId.of(zone));
        this.firstDay = PLACES.getOrDefault(zone, LocalDate.EPOCH);
    }

    static Story tell(long seed) {
        return new StoryTeller(seed).story(seed);
    }

    private Story story(long seed) {
        Account account = new Account(1, "acme", Currency.getInstance(dice.of(List.of("USD", "JPY", "KWD"))), days);
        String currency = account.currency().getCurrencyCode();
        List<Plan> plans = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            plans.add(plan("plan-" + i, currency));
        }
        List<Meter> meters = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            meters.add(meter("meter-" + i));
        }
        Catalog catalog = new Catalog("random", drawdown(), meters, List.of(), plans, List.of());
        List<Instant> closes = new ArrayList<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            closes.add(instant());
        }
        Collections.sort(closes);
        Instant last = closes.isEmpty() ? days.startOf(firstDay) : closes.get(closes.size() - 1);
        Instant end = instant();
        List<Told> told = tellAll(catalog, closes);
        return new Story(seed, catalog, account, told, closes, end.isBefore(last) ? last : end);
    }

    // ---------------------------------------------------------------- when

    private LocalDate day() {
        LocalDate day = firstDay.plusDays(dice.roll(DAYS));
        return switch (dice.roll(5)) {
            case 0 -> day.withDayOfMonth(1);
            case 1 -> day.withDayOfMonth(day.lengthOfMonth());
            default -> day;
        };
    }

    private Instant instant() {
        if (!marked.isEmpty() && dice.percent(15)) {
            return dice.of(marked);
        }
        Instant at = days.startOf(day());
        if (dice.percent(50)) {
            at = at.plus(dice.below(86_400_000_000L), ChronoUnit.MICROS);
        }
        return at;
    }

    private Instant mark(Instant at) {
        marked.add(at);
        return at;
    }

    // ---------------------------------------------------------------- what is sold

    private Drawdown drawdown() {
        if (dice.percent(40)) {
            return Drawdown.DEFAULT;
        }
        List<Drawdown.Key> keys = new ArrayList<>(List.of(Drawdown.Key.values()));
        Collections.shuffle(keys, new Random(dice.roll(1_000)));
        List<Source> sources = new ArrayList<>(List.of(Source.values()));
        Collections.shuffle(sources, new Random(dice.roll(1_000)));
        return new Drawdown(keys.subList(0, dice.roll(keys.size() + 1)), sources.subList(0, dice.between(1, 7)));
    }

    private Meter meter(String id) {
        List<Meter.DatedRate> rates = new ArrayList<>();
        rates.add(new Meter.DatedRate(null, rate(2)));
        if (dice.percent(25)) {
            rates.add(new Meter.DatedRate(firstDay.plusDays(dice.roll(DAYS)), rate(2)));
        }
        return new Meter(id, dice.of(CATEGORIES), rates);
    }

    private Rate rate(int depth) {
        return switch (dice.roll(depth > 0 ? 8 : 5)) {
            case 0, 1 -> perUnit();
            case 2 -> new Rate.PerPackage(decimal(20, 3).add(BigDecimal.ONE), decimal(5, 6));
            case 3 -> new Rate.None();
            case 4 -> new Rate.AtCost();
            case 5, 6 ->
                new Rate.Graduated(List.of(
                        tier(new BigDecimal(dice.between(1, 40))),
                        tier(new BigDecimal(dice.between(41, 300))),
                        tier(null)));
            default -> new Rate.Match("agent", Map.of("a", rate(0), "b", rate(depth - 1)), rate(depth - 1));
        };
    }

    private Rate.Tier tier(@Nullable BigDecimal upTo) {
        return new Rate.Tier(upTo, decimal(6, 0).add(BigDecimal.ONE), decimal(3, 6));
    }

    private Rate.PerUnit perUnit() {
        return new Rate.PerUnit(
                decimal(9, 2).add(BigDecimal.ONE),
                decimal(5, 6),
                dice.percent(30) ? EventRounding.UP_TO_WHOLE : EventRounding.SIX_PLACES);
    }

    private BigDecimal decimal(int bound, int places) {
        return dice.decimal(bound, places);
    }

    private Plan plan(String id, String currency) {
        List<PlanVersion> versions = new ArrayList<>();
        versions.add(version(id, LocalDate.of(2000, 1, 1), currency));
        if (dice.percent(25)) {
            versions.add(version(id, firstDay.plusDays(dice.roll(DAYS)), currency));
        }
        return new Plan(id, versions);
    }

    private PlanVersion version(String id, LocalDate from, String currency) {
        Rollover rollover = dice.maybe(
                65,
                () -> new Rollover(
                        dice.between(1, 3),
                        dice.percent(50) ? new BigDecimal(100) : decimal(100, 2),
                        dice.maybe(40, () -> new Credits(decimal(120, 6))),
                        dice.maybe(40, () -> new Credits(decimal(200, 6)))));
        return new PlanVersion(
                id,
                from,
                dice.percent(15) ? Map.of() : Map.of(currency, decimal(90, 0)),
                dice.percent(10) ? Credits.ZERO : new Credits(decimal(300, 6)),
                dice.percent(30) ? CreditClass.FREE : CreditClass.PAID,
                rollover,
                overage(currency),
                dice.percent(75) ? Proration.DAY : Proration.NONE,
                dice.percent(50) ? AnchorKind.ANNIVERSARY : AnchorKind.CALENDAR,
                dice.maybe(35, () -> new Trial(dice.between(1, 45), new Credits(decimal(60, 6)))),
                dice.percent(70) ? Period.ZERO : Period.ofDays(dice.between(1, 40)));
    }

    private Overage overage(String currency) {
        return switch (dice.roll(4)) {
            case 0 -> new Overage.Pause();
            case 1 -> new Overage.Bill(Map.of(currency, decimal(2, 9)));
            default -> new Overage.Borrow(dice.maybe(50, () -> new Credits(decimal(150, 6))));
        };
    }

    // ---------------------------------------------------------------- what is said

    private List<Told> tellAll(Catalog catalog, List<Instant> closes) {
        List<Told> told = new ArrayList<>();
        Set<LocalDate> starts = new HashSet<>();
        for (int i = dice.roll(5); i > 0; i--) {
            LocalDate start = day();
            if (starts.add(start)) {
                tellRow(told, catalog, start, closes);
            }
        }
        for (int i = dice.roll(9); i > 0; i--) {
            tellBatch(told, i, closes);
        }
        for (int i = dice.roll(40); i > 0; i--) {
            Use use = use("e" + i, catalog);
            Told one = tell(new Input.Used(use), use.at(), closes);
            told.add(one);
            if (dice.percent(7)) {
                told.add(tell(new Input.TakenBack(use), use.at(), closes));
            }
        }
        return told;
    }

    private void tellRow(List<Told> told, Catalog catalog, LocalDate start, List<Instant> closes) {
        SubscriptionRow row = new SubscriptionRow(dice.of(catalog.plans()).id(), start, null, 0);
        told.add(tell(new Input.Row(row), mark(days.startOf(start)), closes));
        if (dice.percent(35)) {
            LocalDate last = start.plusDays(dice.roll(80));
            told.add(tell(
                    new Input.LastDay(new SubscriptionRow(row.planId(), start, last, 0)), days.startOf(last), closes));
        }
    }

    private void tellBatch(List<Told> told, int number, List<Instant> closes) {
        Instant nominal = mark(instant());
        Source source = dice.of(List.of(Source.TOP_UP, Source.TOP_UP, Source.GRANT, Source.ADJUSTMENT, Source.BONUS));
        Long price = source == Source.TOP_UP || source == Source.ADJUSTMENT
                ? dice.maybe(70, () -> dice.below(10_000))
                : null;
        Instant expires = dice.percent(30) ? null : mark(instant());
        boolean cycleEnd = dice.percent(15);
        boolean empty = price == null && dice.percent(8);
        String id = (dice.percent(50) ? "x" : "a") + number;
        CreditClass creditClass = dice.percent(50) ? CreditClass.FREE : CreditClass.PAID;
        Credits credits = empty ? Credits.ZERO : new Credits(decimal(250, 6).add(new BigDecimal("0.000001")));
        int priority = dice.percent(70) ? 0 : dice.between(-1, 1);
        Set<String> categories = dice.percent(65)
                ? Set.of()
                : dice.percent(60) ? Set.of(dice.of(CATEGORIES)) : Set.copyOf(CATEGORIES.subList(0, 2));
        CreditBatch batch = new CreditBatch(
                id,
                new CreditBatch.Kind(creditClass, source, priority, categories),
                credits,
                price == null ? 0 : price,
                new CreditBatch.Span(nominal, nominal, cycleEnd ? null : expires, cycleEnd ? End.CYCLE : End.FIXED),
                price == null ? Charge.NONE : new Charge(price, null),
                null,
                null,
                0);
        told.add(tell(new Input.Added(batch), nominal, closes));
        if (dice.percent(25)) {
            Instant at = mark(instant());
            told.add(tell(new Input.Voided(batch.voided(at)), at, closes));
        }
    }

    private Use use(String id, Catalog catalog) {
        Instant at = instant();
        int meter = dice.roll(catalog.meters().size());
        return new Use(
                id,
                at,
                days.dateOf(at),
                meter,
                decimal(60, 9),
                decimal(9, 9),
                Map.of("agent", dice.of(List.of("a", "b", "c", ""))));
    }

    /** Mostly in its own time; else any time, early or late. */
    private Told tell(Input input, Instant at, List<Instant> closes) {
        int own = (int) closes.stream().filter(close -> !close.isAfter(at)).count();
        return new Told(input, dice.percent(70) ? own : dice.roll(closes.size() + 1), dice.below(Long.MAX_VALUE));
    }
}
