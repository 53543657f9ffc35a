package io.nightbook.pdf;

import java.time.Instant;
import java.util.List;

/**
 * A document before it is set.
 *
 * @param created when it counts as written: never the clock's time
 * @param footer what stands at the foot of each page beside its number
 */
record Outline(String title, String author, Instant created, String footer, List<Strip> strips) {}
