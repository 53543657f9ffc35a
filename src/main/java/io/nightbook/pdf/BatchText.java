package io.nightbook.pdf;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A batch of credits as its owner knows it: a name in words, and days in its own time zone. */
record BatchText(BatchStanding batch, LocalDays days) {

    String name() {
        return switch (batch.source()) {
            case ALLOWANCE -> (day().getDayOfMonth() == 1 ? "Allowance of " : "Allowance from ") + of(day());
            case ROLLOVER -> "Carried over from " + of(day());
            case TRIAL -> "Trial credits";
            case BONUS -> "Bonus on " + (batch.originId() == null ? batch.id() : batch.originId());
            case TOP_UP -> "Top-up " + batch.id();
            case GRANT -> "Grant " + batch.id();
            case ADJUSTMENT -> "Adjustment " + batch.id();
        };
    }

    /** A month where it begins with one, else the day. */
    private static String of(LocalDate day) {
        return day.getDayOfMonth() == 1 ? Figures.month(YearMonth.from(day)) : Figures.date(day);
    }

    private LocalDate day() {
        return Ids.dayIn(batch.id()).orElseGet(() -> days.dateOf(batch.effectiveAt()));
    }

    String type() {
        return batch.creditClass() == CreditClass.FREE ? "Free" : "Paid";
    }

    String addedOn() {
        return Figures.shortDate(days.dateOf(batch.effectiveAt()));
    }

    /** The last day of use, or Never. */
    String expiry() {
        Instant end = batch.expiresAt();
        return end == null ? "Never" : through(end, days);
    }

    /** The last local day before an exclusive end; with the time where that lies inside a day. */
    static String through(Instant end, LocalDays days) {
        LocalDate day = days.dateOf(end.minusNanos(1000));
        LocalTime time = end.atZone(days.zone()).toLocalTime();
        boolean isWhole = days.startOf(days.dateOf(end)).equals(end);
        return Figures.shortDate(day)
                + (isWhole ? "" : String.format(Locale.ROOT, ", %02d:%02d", time.getHour(), time.getMinute()));
    }

    /** As {@link #through}, of this batch where it has an end, else of an instant. */
    static String lapse(@Nullable BatchStanding batch, Instant at, LocalDays days) {
        Instant end = batch == null ? null : batch.expiresAt();
        return through(end == null ? at : end, days);
    }
}
