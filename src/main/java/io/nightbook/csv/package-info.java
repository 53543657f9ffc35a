/**
 * CSV, the files' side: input files become well-formed values or reasons; tables become export files.
 *
 * <p>From files (RFC 4180, UTF-8, perhaps gzipped) to {@code domain.input}, row by row in constant memory;
 * and from rows to files.
 *
 * <p>Always: a record is known by the physical line where it begins, and has a bound; one that is too long, or left open by
 * a quote, is its first line alone, and the next line is a row again; one reason for each row, the first in the fixed order;
 * cells made for people that a spreadsheet would run as a formula are neutralised, exports are exact.
 *
 * <p>Decided: a column that the contract does not know is refused, but in usage files, where it is a property; a row with
 * more or fewer fields than the header is malformed; a batch may be limited to a category that no meter has yet; an
 * adjustment is worth the price it bears, whatever its class; what spreadsheets make of a file is read where nothing can be
 * taken wrongly by that, and refused by its own name otherwise; a row in another currency than its account's contradicts the
 * books, so it is a conflict; a column that is renamed stays under its own name too where the catalog rates by it.
 *
 * <p>Not its business: whether the books hold a row already.
 */
@NullMarked
package io.nightbook.csv;

import org.jspecify.annotations.NullMarked;
