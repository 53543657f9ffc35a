package io.nightbook.csv;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.input.Event;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.domain.usage.Rating;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a usage file: event_id, account_id, meter, occurred_at, quantity (0 or more, up to 9 places); optional agent,
 * project, activity, cost (required for an at_cost rate, up to 9 places), voids; every further column is a property. One called currency, or billing currency, must hold the account's.
 *
 * <p>Each event is rated here, by the rate in force at its own instant; only what tiers decide is left to the cycle.
 */
public final class UsageRows {

    private static final int QUANTITY_PLACES = 9;

    private final Catalog catalog;
    private final Column eventId;
    private final Column accountId;
    private final Column meterId;
    private final Column occurredAt;
    private final Column quantityOf;
    private final Column agent;
    private final Column project;
    private final Column activity;
    private final Column costOf;
    private final Column voids;
    private final List<Column> properties;
    private final List<Column> currencies;
    private final Set<String> columns;
    private final Set<Rate> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Set<String>> missing = new TreeMap<>();
    private final Map<String, Set<String>> summed = new HashMap<>();
    private final Map<LocalDays, LocalDays.Cursor> cursors = new HashMap<>();

    public UsageRows(InputFile file, Catalog catalog) {
        this.catalog = catalog;
        eventId = file.column("event_id");
        accountId = file.column("account_id");
        meterId = file.column("meter");
        occurredAt = file.column("occurred_at");
        quantityOf = file.column("quantity");
        agent = file.column("agent");
        project = file.column("project");
        activity = file.column("activity");
        costOf = file.column("cost");
        voids = file.column("voids");
        properties = file.furtherColumns();
        currencies = file.currencies();
        columns = Set.copyOf(file.header());
        catalog.meters().forEach(meter -> summed.put(meter.id(), componentsOf(meter)));
    }

    /** The names of properties that a meter's rates add up, and which are numbers therefore. */
    private static Set<String> componentsOf(Meter meter) {
        Set<String> names = new HashSet<>();
        meter.rates().forEach(dated -> collect(dated.rate(), names, new HashSet<>()));
        return names;
    }

    /** The names of all properties by which a catalog rates usage. */
    public static Set<String> ratedBy(Catalog catalog) {
        Set<String> names = new HashSet<>();
        catalog.meters().forEach(meter -> meter.rates().forEach(dated -> collect(dated.rate(), names, names)));
        return names;
    }

    private static void collect(Rate rate, Set<String> summed, Set<String> matched) {
        if (rate instanceof Rate.Sum sum) {
            summed.addAll(sum.components().keySet());
        } else if (rate instanceof Rate.Match match) {
            matched.add(match.property());
            match.cases().values().forEach(inner -> collect(inner, summed, matched));
            collect(match.otherwise(), summed, matched);
        }
    }

    /**
     * What the rates of the rows so far add up and no column of the file holds, by meter: it counted as 0.
     *
     * @return without meters that lack nothing
     */
    public Map<String, Set<String>> missing() {
        return missing;
    }

    /**
     * Reads a row and rates it.
     *
     * @param known the account that it names, or null if the books do not know it
     * @throws Rejected malformed, unknown_account, unknown_meter, out_of_range, no_rate, conflict
     */
    public Event read(InputRow row, @Nullable Account known) {
        String id = Values.id("event_id", eventId.of(row));
        String accountText = Values.id("account_id", accountId.of(row));
        String meterText = Values.id("meter", meterId.of(row));
        String occurredText = occurredAt.of(row);
        LocalDate onDay = Values.isDate(occurredText) ? Values.date("occurred_at", occurredText) : null;
        Instant plain = onDay == null ? Values.instant("occurred_at", occurredText) : null;
        BigDecimal quantity = Values.decimal("quantity", quantityOf.of(row), QUANTITY_PLACES);
        Account account = Accounts.known(known, accountText);
        Instant occurred = plain == null ? account.days().startOf(Objects.requireNonNull(onDay)) : plain;
        boolean isVoid = voids.isIn(row);
        Meter meter = isVoid ? null : known(meterText);
        Event event = event(row, account, id, meter == null ? meterText : meter.id(), occurred, quantity);
        Rate rate = meter == null ? null : meter.rateOn(event.day());
        Rate selected = rate == null ? null : Rating.select(rate, event::property);
        if (selected instanceof Rate.AtCost && event.cost() == null) {
            throw Rejected.malformed("cost is empty; " + meterText + " is passed through at cost");
        }
        Values.inRange("occurred_at", occurredText, occurred);
        Values.inRange("quantity", quantity);
        if (event.cost() != null) {
            Values.inRange("cost", event.cost());
        }
        if (!event.properties().isEmpty()) {
            summed.getOrDefault(meterText, Set.of()).forEach(name -> checkRange(name, event));
        }
        if (isVoid) {
            return event;
        }
        Event rated = rated(event, rate, selected);
        refuseOtherCurrency(row, account);
        if (selected instanceof Rate.Sum sum && seen.add(sum)) {
            noteMissing(event.meter(), sum);
        }
        return rated;
    }

    private void noteMissing(String meter, Rate.Sum sum) {
        Set<String> lacking = new TreeSet<>(sum.components().keySet());
        lacking.removeAll(columns);
        if (!lacking.isEmpty()) {
            missing.computeIfAbsent(meter, id -> new TreeSet<>()).addAll(lacking);
        }
    }

    private void refuseOtherCurrency(InputRow row, Account account) {
        for (Column column : currencies) {
            Values.inCurrency(column.name(), column.of(row), account);
        }
    }

    private Meter known(String meterId) {
        Meter meter = catalog.meter(meterId);
        if (meter == null) {
            throw new Rejected(Reason.UNKNOWN_METER, meterId + " is not in the catalog");
        }
        return meter;
    }

    private Event event(InputRow row, Account account, String id, String meter, Instant occurred, BigDecimal quantity) {
        return new Event(
                account,
                id,
                meter,
                occurred,
                cursors.computeIfAbsent(account.days(), LocalDays.Cursor::new).dateOf(occurred),
                quantity,
                null,
                costOf.isIn(row) ? Values.decimal("cost", costOf.of(row), QUANTITY_PLACES) : null,
                null,
                Values.text("agent", agent.of(row)),
                Values.text("project", project.of(row)),
                Values.text("activity", activity.of(row)),
                properties(row, summed.getOrDefault(meter, Set.of())),
                voids.isIn(row) ? Values.id("voids", voids.of(row)) : null);
    }

    /** Properties that a rate adds up are numbers, and equal as numbers. */
    private Map<String, String> properties(InputRow row, Set<String> numbers) {
        if (properties.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : properties) {
            String text = column.of(row);
            if (!text.isEmpty()) {
                values.put(
                        column.name(),
                        numbers.contains(column.name())
                                ? Values.decimal(column.name(), text, QUANTITY_PLACES)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : Values.text(column.name(), text));
            }
        }
        return values;
    }

    private static void checkRange(String name, Event event) {
        String value = event.property(name);
        if (value != null) {
            Values.inRange(name, Values.decimal(name, value, QUANTITY_PLACES));
        }
    }

    private static Event rated(Event event, @Nullable Rate rate, @Nullable Rate selected) {
        if (rate == null || selected == null) {
            throw new Rejected(Reason.NO_RATE, event.meter() + " has no rate in the catalog yet on " + event.day());
        }
        if (selected.isCumulative()) {
            return event;
        }
        try {
            Credits credits = Rating.rate(selected, event.quantity(), BigDecimal.ZERO, event::property);
            return new Event(
                    event.account(),
                    event.id(),
                    event.meter(),
                    event.occurredAt(),
                    event.day(),
                    event.quantity(),
                    credits,
                    event.cost(),
                    selected instanceof Rate.AtCost ? event.cost() : null,
                    event.agent(),
                    event.project(),
                    event.activity(),
                    event.properties(),
                    null);
        } catch (Credits.Overflow e) {
            throw new Rejected(Reason.OUT_OF_RANGE, "quantity " + event.quantity() + " is worth " + e.getMessage());
        }
    }
}
