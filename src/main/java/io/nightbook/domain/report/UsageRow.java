package io.nightbook.domain.report;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The usage of one local day, meter, agent and project.
 *
 * @param day its own day: before the cycle's first day where it came late
 * @param agent empty where absent, as project
 */
public record UsageRow(
        LocalDate day,
        String meter,
        String category,
        String agent,
        String project,
        long events,
        BigDecimal quantity,
        Credits credits) {}
