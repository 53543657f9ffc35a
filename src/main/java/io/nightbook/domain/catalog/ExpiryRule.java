package io.nightbook.domain.catalog;

import io.nightbook.domain.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** When the remainder of a batch lapses, reckoned from its nominal date. */
public sealed interface ExpiryRule {

    /** The exclusive end of a batch, or null for never. Not for {@link CycleEnd}, which the timeline decides. */
    @Nullable
    Instant expiresAt(Instant nominal, LocalDays days);

    record Never() implements ExpiryRule {
        @Override
        public @Nullable Instant expiresAt(Instant nominal, LocalDays days) {
            return null;
        }
    }

    /** A calendar period: through its last local day, or to the very instant. */
    record After(Period period, Boundary boundary) implements ExpiryRule {
        @Override
        public Instant expiresAt(Instant nominal, LocalDays days) {
            return boundary == Boundary.INSTANT ? days.plus(nominal, period) : days.endOfLastDay(nominal, period);
        }
    }

    /** The end of the cycle in which the batch is booked. */
    record CycleEnd() implements ExpiryRule {
        @Override
        public @Nullable Instant expiresAt(Instant nominal, LocalDays days) {
            return null;
        }
    }

    /** Usable through a date. */
    record Through(LocalDate lastDay) implements ExpiryRule {
        @Override
        public Instant expiresAt(Instant nominal, LocalDays days) {
            return days.startOf(lastDay.plusDays(1));
        }
    }

    /** Where a calendar period ends: after the last usable local day, or at the exact instant. */
    enum Boundary {
        DAY,
        INSTANT
    }
}
