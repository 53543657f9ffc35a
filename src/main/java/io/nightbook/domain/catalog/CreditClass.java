package io.nightbook.domain.catalog;

import java.util.Locale;

/** Whether credits were given or bought; free ones are usually drawn first. */
public enum CreditClass {
    FREE,
    PAID;

    /** The word of the files: {@code free}, {@code paid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
