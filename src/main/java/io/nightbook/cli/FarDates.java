package io.nightbook.cli;

import io.nightbook.batch.intake.DatedRows;
import io.nightbook.batch.intake.IntakeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates of an imported file that lie so far from the present that they are hardly meant: valid, and taken in, but each month
 * between them and the others becomes a cycle of its own, and what is to come waits until then.
 */
final class FarDates {

    private static final int PAST_YEARS = 20;
    /** How many years ahead a date may lie: what ends may end late, what begins begins soon; usage to come is told of anyway. */
    private static final Map<String, Integer> YEARS_AHEAD =
            Map.of("occurred_at", 9999, "effective_at", 2, "starts_on", 2, "expires_at", 100, "ends_on", 100);

    private static final Map<String, String> WAY_BACK = Map.of(
            "occurred_at", "take the file back: nightbook import --take-back FILE",
            "effective_at", "send the rows again with a voided_at, and the right ones under new ids",
            "expires_at", "send the rows again with a voided_at, and the right ones under new ids (empty means never)",
            "starts_on", "send the rows again with an ends_on, and the right ones beside them",
            "ends_on", "begin the subscription anew on the day after its right end");

    private FarDates() {}

    /** A sentence for each column and direction. */
    static List<String> of(IntakeResult result, int thisYear) {
        List<String> sentences = new ArrayList<>();
        DatedRows dates = result.dates();
        for (String column : dates.columns()) {
            int until = thisYear - PAST_YEARS;
            int from = thisYear + YEARS_AHEAD.getOrDefault(column, 0);
            add(sentences, dates.between(column, Integer.MIN_VALUE, until - 1), result, "before " + until);
            add(sentences, dates.between(column, from + 1, 9999), result, "after " + from);
        }
        return sentences;
    }

    private static void add(List<String> to, DatedRows.@Nullable Rows far, IntakeResult result, String when) {
        if (far != null) {
            String years =
                    far.earliest() == far.latest() ? "in " + far.earliest() : far.earliest() + " to " + far.latest();
            to.add(String.format(
                    Locale.ROOT,
                    "%s: beware: %,d rows have %s %s (%s), years away from now. If that is a mistake, %s.",
                    result.file(),
                    far.rows(),
                    far.column(),
                    when,
                    years,
                    WAY_BACK.getOrDefault(far.column(), "mend the file").replace("FILE", result.file())));
        }
    }
}
