package io.nightbook.batch.intake;

import io.nightbook.domain.input.Reject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What became of a file's rows.
 *
 * @param header the file's own columns
 * @param intake the number by which the books know the rows that were not accepted
 * @param rejected how many those are
 * @param resolved how many rows that were rejected before are settled by it
 * @param rejects the first of them, with their reasons: at most {@link #SHOWN}, each with the beginning of its row
 * @param notes what is odd about accepted rows: at most {@link #SHOWN}
 * @param lastDays the last local day of each meter's usage in it, by the meter's id
 * @param dates in which years its rows are dated
 */
public record IntakeResult(
        Path path,
        List<String> header,
        long intake,
        long accepted,
        long duplicates,
        long rejected,
        long resolved,
        List<Reject> rejects,
        List<String> notes,
        Map<String, LocalDate> lastDays,
        DatedRows dates) {

    /** Of a file's rejects and notes, so many are kept in memory. */
    public static final int SHOWN = 100;

    public String file() {
        return String.valueOf(path.getFileName());
    }
}
