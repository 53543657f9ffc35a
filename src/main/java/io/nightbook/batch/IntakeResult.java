package io.nightbook.batch;

import io.nightbook.domain.input.Reject;
import java.util.List;

/**
 * What became of a file's rows.
 *
 * @param header the file's own columns
 * @param rejects the rows that were not accepted, with their reasons
 */
public record IntakeResult(String file, List<String> header, long accepted, long duplicates, List<Reject> rejects) {}
