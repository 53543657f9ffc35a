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

    public boolean isPricedIn(String currency) {
        return versions.stream().allMatch(version -> version.isPricedIn(currency));
    }
}
