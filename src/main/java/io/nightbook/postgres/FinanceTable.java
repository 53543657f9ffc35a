package io.nightbook.postgres;

import java.util.Locale;

/** The tables that finance gets of each month of a run; a table's name is its file's. */
public enum FinanceTable {
    INVOICES("list-invoices"),
    INVOICE_LINES("list-invoice-lines"),
    TAX_SUMMARY("sum-taxes"),
    CREDIT_ROLL_FORWARD("roll-forward"),
    CREDIT_ROLL_FORWARD_TOTAL("total-roll-forward"),
    BREAKAGE("list-breakage"),
    DEFERRED_REVENUE("list-deferred-revenue"),
    LAPSE_CALENDAR("list-lapses"),
    PARKED("list-parked"),
    REJECTED("list-rejects");

    final String query;

    FinanceTable(String query) {
        this.query = query;
    }

    /** Such as {@code credit-roll-forward}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
