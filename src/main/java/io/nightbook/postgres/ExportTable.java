package io.nightbook.postgres;

import io.nightbook.domain.report.ExportFilter.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables that can be exported, each with the ways in which it can be narrowed; the name is what people type. */
public enum ExportTable {
    BATCHES("list-batches", Range.LOCAL, Narrowing.BOOKS),
    LEDGER("list-ledger", Range.LOCAL, Narrowing.BOOKS),
    CYCLES("list-cycles", Range.DAYS, Narrowing.BOOKS),
    USAGE("list-usage", Range.DAYS, Narrowing.USAGE),
    ACTIVITY("list-activity", Range.LOCAL, Narrowing.USAGE),
    INVOICES("list-invoices", Range.DAYS, Narrowing.BOOKS),
    INVOICE_LINES("list-invoice-lines", Range.DAYS, Narrowing.BOOKS),
    REJECTS("list-rejects", Range.NONE, Narrowing.NONE),
    RESOLVED_REJECTS("list-resolved-rejects", Range.NONE, Narrowing.NONE),
    RUNS("list-runs", Range.UTC, Narrowing.TIME),
    ALERTS("list-alerts", Range.NONE, Narrowing.CYCLE),
    PARKED("list-parked", Range.NONE, Narrowing.ACCOUNT),
    LAPSES("list-lapses", Range.NONE, Narrowing.ACCOUNT);

    /** What the time is of which a range can be asked. */
    enum Range {
        NONE,
        /** Local dates alone. */
        DAYS,
        /** Instants; a date is the start of the account's local day. */
        LOCAL,
        /** Instants; a date is the start of the UTC day. */
        UTC
    }

    /** What a table can be narrowed to. */
    private enum Narrowing {
        NONE,
        TIME,
        ACCOUNT,
        /** Accounts and cycles. */
        CYCLE,
        /** Those, and a range of time. */
        BOOKS,
        /** All of it, and who used what. */
        USAGE;

        boolean isBy(Part part) {
            return switch (part) {
                case ACCOUNT, WITH_COMPANIES -> this != NONE && this != TIME;
                case CYCLE -> this == CYCLE || this == BOOKS || this == USAGE;
                case FROM, UNTIL -> this == TIME || this == BOOKS || this == USAGE;
                case AGENT, PROJECT, METER -> this == USAGE;
            };
        }
    }

    final String query;
    final Range range;
    private final Narrowing narrowing;

    ExportTable(String query, Range range, Narrowing narrowing) {
        this.query = query;
        this.range = range;
        this.narrowing = narrowing;
    }

    public static Optional<ExportTable> find(String name) {
        return Arrays.stream(values())
                .filter(table -> table.word().equals(name))
                .findFirst();
    }

    /** The tables that can be narrowed in a way. */
    public static List<ExportTable> by(Part part) {
        return Arrays.stream(values()).filter(table -> table.isBy(part)).toList();
    }

    public boolean isBy(Part part) {
        return narrowing.isBy(part);
    }

    /** Whether it tells dates alone, so that no instant can be asked of it. */
    public boolean isByDays() {
        return range == Range.DAYS;
    }

    /** Such as {@code invoice_lines}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
