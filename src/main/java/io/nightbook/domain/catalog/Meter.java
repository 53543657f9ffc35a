package io.nightbook.domain.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of usage: its category and its rates, effective-dated by local day, oldest first. */
public record Meter(String id, String category, List<DatedRate> rates) {

    /** A rate and the first local day on which it holds; null means since ever. */
    public record DatedRate(@Nullable LocalDate from, Rate rate) {}

    /** The rate in force on a local day, or null before the first one. */
    public @Nullable Rate rateOn(LocalDate day) {
        Rate inForce = null;
        for (DatedRate dated : rates) {
            if (dated.from() == null || !dated.from().isAfter(day)) {
                inForce = dated.rate();
            }
        }
        return inForce;
    }

    /** Whether any of its rates counts over the cycle. */
    public boolean isCumulative() {
        return rates.stream().anyMatch(dated -> dated.rate().isCumulative());
    }
}
