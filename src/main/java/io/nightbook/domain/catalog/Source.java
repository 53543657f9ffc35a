package io.nightbook.domain.catalog;

import java.util.Locale;

/** Where a batch comes from. The first four are derived by the timeline, the others are imported. */
public enum Source {
    ALLOWANCE,
    ROLLOVER,
    TRIAL,
    BONUS,
    TOP_UP,
    GRANT,
    ADJUSTMENT;

    /** The word of the files: {@code top_up}, {@code grant}, ... */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isDerived() {
        return switch (this) {
            case ALLOWANCE, ROLLOVER, TRIAL, BONUS -> true;
            case TOP_UP, GRANT, ADJUSTMENT -> false;
        };
    }
}
