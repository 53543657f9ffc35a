package io.nightbook.domain.cycle;

import java.time.LocalDate;
import java.util.Locale;

/** Which of the cycles that are due a job closes. */
public enum ClosingRule {
    /** All of them. */
    ALL {
        @Override
        boolean takes(LocalDate dueOn) {
            return true;
        }
    },
    /**
     * Those that become due inside a month: anniversaries, trials, months that a subscription cuts in two, and months whose
     * plan gives grace. What becomes due on the 1st is left to the month's own close, so that a payer's month is one
     * invoice, whatever zones the accounts are in and whenever that close is run.
     */
    INSIDE_MONTHS {
        @Override
        boolean takes(LocalDate dueOn) {
            return dueOn.getDayOfMonth() > 1;
        }
    };

    /** Whether a cycle is taken that is due on a local day of its account. */
    abstract boolean takes(LocalDate dueOn);

    /** The word of the files, such as {@code inside_months}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
