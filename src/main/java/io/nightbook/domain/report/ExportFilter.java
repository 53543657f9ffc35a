package io.nightbook.domain.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an export is narrowed to; what is null narrows nothing.
 *
 * @param cycle the month in which a cycle begins
 * @param account an account's id, of those that are there
 * @param reach whether the account stands for itself alone; means nothing without an account
 * @param from where the time begins that is asked for
 * @param until where it ends: what lies there is out
 * @param agent exactly, and likewise the two that follow; empty: what has none
 */
public record ExportFilter(
        @Nullable YearMonth cycle,
        @Nullable String account,
        Reach reach,
        @Nullable Bound from,
        @Nullable Bound until,
        @Nullable String agent,
        @Nullable String project,
        @Nullable String meter) {

    public static final ExportFilter ALL = new ExportFilter(null, null, Reach.ITSELF, null, null, null, null, null);

    /** Whom an account stands for. */
    public enum Reach {
        ITSELF,
        /** Also the accounts whose parent it is, and theirs. */
        COMPANIES
    }

    /** A point in time: the start of a local day, or an instant. */
    public sealed interface Bound {}

    public record Day(LocalDate date) implements Bound {}

    public record At(Instant instant) implements Bound {}

    /** The ways to narrow an export. */
    public enum Part {
        CYCLE,
        ACCOUNT,
        WITH_COMPANIES,
        FROM,
        UNTIL,
        AGENT,
        PROJECT,
        METER
    }

    /** In which ways it narrows. */
    public Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        addIf(parts, Part.CYCLE, cycle);
        addIf(parts, Part.ACCOUNT, account);
        addIf(parts, Part.WITH_COMPANIES, reach == Reach.COMPANIES ? reach : null);
        addIf(parts, Part.FROM, from);
        addIf(parts, Part.UNTIL, until);
        addIf(parts, Part.AGENT, agent);
        addIf(parts, Part.PROJECT, project);
        addIf(parts, Part.METER, meter);
        return parts;
    }

    private static void addIf(Set<Part> parts, Part part, @Nullable Object value) {
        if (value != null) {
            parts.add(part);
        }
    }

    public ExportFilter ofCycle(YearMonth month) {
        return new ExportFilter(month, account, reach, from, until, agent, project, meter);
    }

    public ExportFilter ofAccount(String id, Reach its) {
        return new ExportFilter(cycle, id, its, from, until, agent, project, meter);
    }

    public ExportFilter between(@Nullable Bound first, @Nullable Bound end) {
        return new ExportFilter(cycle, account, reach, first, end, agent, project, meter);
    }

    public ExportFilter used(@Nullable String byAgent, @Nullable String forProject, @Nullable String ofMeter) {
        return new ExportFilter(cycle, account, reach, from, until, byAgent, forProject, ofMeter);
    }
}
