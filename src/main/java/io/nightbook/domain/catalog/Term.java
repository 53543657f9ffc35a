package io.nightbook.domain.catalog;

import java.time.LocalDate;

/**
 * One thing that the catalog says about what is sold.
 *
 * @param subject what it is about, such as {@code plan professional}
 * @param from the first local day on which it holds; {@link LocalDate#MIN}: since ever
 * @param name such as {@code allowance}; each once for a subject and a day
 * @param text what is said, in words that are the same where the meaning is
 */
public record Term(String subject, LocalDate from, String name, String text) {}
