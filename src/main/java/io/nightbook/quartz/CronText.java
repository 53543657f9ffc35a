package io.nightbook.quartz;

import java.text.ParseException;
import java.util.Optional;
import org.quartz.CronExpression;

/** A cron line as people write it: what is wrong with it, and what was meant. */
final class CronText {

    /** As long as the job store can keep. */
    private static final int LONGEST = 120;

    private static final String SHAPE =
            "write second, minute, hour, day of month, month, day of week, with '?' for one of the two days,"
                    + " such as '0 30 4 * * ?'";

    private CronText() {}

    /** What is wrong and what to write; empty if the line can be read. */
    static Optional<String> mistake(String cron) {
        if (cron.length() > LONGEST) {
            return Optional.of("it has " + cron.length() + " characters; write at most " + LONGEST);
        }
        try {
            new CronExpression(cron);
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.of(reason(e) + "; " + meant(cron).orElse(SHAPE));
        }
    }

    /** Quartz shows where its parser fell over; people want to know why. */
    private static String reason(ParseException error) {
        String message = String.valueOf(error.getMessage());
        int detail = message.indexOf(" (java.lang.");
        String shown = detail < 0 ? message : message.substring(0, detail);
        return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
    }

    /** The line of a Unix crontab, or one with both days as stars, in the words of Quartz. */
    private static Optional<String> meant(String cron) {
        String[] fields = cron.strip().split("\\s+", -1);
        String seconds = fields.length == 5 ? "0 " + cron.strip() : cron.strip();
        String meant = seconds.endsWith(" *") ? seconds.substring(0, seconds.length() - 1) + "?" : seconds;
        return CronExpression.isValidExpression(meant)
                ? Optional.of("did you mean '" + meant + "'?")
                : Optional.empty();
    }
}
