/**
 * What an input row says once it is read: well-formed values, or a reason a person can act on.
 *
 * <p>From rows of files (read by the {@code csv} edge) to values that the books can take in.
 *
 * <p>Always: a row ends as accepted, duplicate or rejected, never in silence; one reason for each row.
 *
 * <p>Not its business: whether the books know the row already; the files themselves.
 */
@NullMarked
package io.nightbook.domain.input;

import org.jspecify.annotations.NullMarked;
