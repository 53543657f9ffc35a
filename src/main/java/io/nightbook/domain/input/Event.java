package io.nightbook.domain.input;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed row of a usage file.
 *
 * @param day the local day of {@code occurredAt}
 * @param credits what it is worth; null where that depends on what was used before it in the cycle
 * @param cost as given, whatever the meter
 * @param passThrough the cost where the rate passes it through, else null: what goes on the invoice
 * @param agent empty where absent, as project and activity
 * @param properties further properties by name, in order, without empty ones
 * @param voids the id of the event that this row takes back, or null; the other values mean nothing then
 */
public record Event(
        Account account,
        String id,
        String meter,
        Instant occurredAt,
        LocalDate day,
        BigDecimal quantity,
        @Nullable Credits credits,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal passThrough,
        String agent,
        String project,
        String activity,
        Map<String, String> properties,
        @Nullable String voids) {

    /** A property of the event by name: agent, project and activity count as properties. */
    public @Nullable String property(String name) {
        String value = switch (name) {
            case "agent" -> agent;
            case "project" -> project;
            case "activity" -> activity;
            default -> properties.get(name);
        };
        return value == null || value.isEmpty() ? null : value;
    }
}
