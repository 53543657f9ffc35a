package io.nightbook.domain.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan: its versions, oldest first. */
public record Plan(String id, List<PlanVersion> versions) {

    /** The version in force on a local day, or null before the first one. */
    public @Nullable PlanVersion versionOn(LocalDate day) {
        PlanVersion inForce = null;
        for (PlanVersion version : versions) {
            if (!version.from().isAfter(day)) {
                inForce = version;
            }
        }
        return inForce;
    }

    /**
     * The versions in force on any of these local days.
     *
     * @param until inclusive; null: without end
     */
    public List<PlanVersion> versionsWithin(LocalDate from, @Nullable LocalDate until) {
        PlanVersion first = versionOn(from);
        return versions.stream()
                .filter(version -> version.equals(first) || version.from().isAfter(from))
                .filter(version -> until == null || !version.from().isAfter(until))
                .toList();
    }

    public boolean isPricedIn(String currency) {
        return versions.stream().allMatch(version -> version.isPricedIn(currency));
    }
}
