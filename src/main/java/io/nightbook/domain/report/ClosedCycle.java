package io.nightbook.domain.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A cycle that is final.
 *
 * @param firstDay its first local day: its name
 * @param lastDay its last local day
 * @param planId the plan at its start, empty without one
 */
public record ClosedCycle(LocalDate firstDay, LocalDate lastDay, Instant from, Instant until, String planId) {

    /** The month of its first local day: where its reports are filed. */
    public YearMonth month() {
        return YearMonth.from(firstDay);
    }
}
