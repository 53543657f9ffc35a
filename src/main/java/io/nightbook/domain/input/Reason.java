package io.nightbook.domain.input;

import java.util.Locale;

/** Why an input row was not accepted, in the order in which the reasons are looked for. */
public enum Reason {
    MALFORMED,
    UNKNOWN_ACCOUNT,
    UNKNOWN_METER,
    UNKNOWN_PLAN,
    UNKNOWN_PACKAGE,
    OUT_OF_RANGE,
    NO_RATE,
    NO_PRICE,
    CONFLICT,
    CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
