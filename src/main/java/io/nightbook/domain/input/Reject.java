package io.nightbook.domain.input;

/**
 * An input row that was not accepted, with what a person needs to mend it and send it again.
 *
 * @param file the file's name, without its folder
 * @param line the physical line where the record begins, from 1
 * @param row the record itself, as CSV
 */
public record Reject(String file, long line, Reason reason, String detail, String row) {}
