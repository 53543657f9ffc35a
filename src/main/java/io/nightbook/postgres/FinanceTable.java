package io.nightbook.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables that finance gets of a run; a table's name is its file's. */
public enum FinanceTable {
    INVOICES(Scope.CYCLES, "list-invoices"),
    INVOICE_LINES(Scope.CYCLES, "list-invoice-lines"),
    TAX_SUMMARY(Scope.CYCLES, "sum-taxes"),
    CREDIT_ROLL_FORWARD(Scope.CYCLES, "roll-forward"),
    CREDIT_ROLL_FORWARD_TOTAL(Scope.CYCLES, "total-roll-forward"),
    BREAKAGE(Scope.CYCLES, "list-breakage"),
    DEFERRED_REVENUE(Scope.CYCLES, "list-deferred-revenue"),
    LAPSE_CALENDAR(Scope.CYCLES, "list-lapses"),
    PARKED(Scope.CYCLES, "list-parked"),
    REJECTED(Scope.CYCLES, "list-rejects"),
    MONTH_BALANCES(Scope.MONTH, "list-month-balances"),
    MONTH_LAPSES(Scope.MONTH, "list-month-lapses"),
    MONTH_ROLL_FORWARD(Scope.MONTH, "sum-month");

    /** What a table tells of. */
    public enum Scope {
        /** The cycles of a month that the run closed, whichever day they ended on. */
        CYCLES,
        /** All accounts at the end of the seller's month. */
        MONTH
    }

    private final Scope scope;
    final String query;

    FinanceTable(Scope scope, String query) {
        this.scope = scope;
        this.query = query;
    }

    public static List<FinanceTable> of(Scope scope) {
        return Arrays.stream(values()).filter(table -> table.scope == scope).toList();
    }

    /** Such as {@code credit-roll-forward}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
