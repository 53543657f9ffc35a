/** Runs on a real PostgreSQL. */
@NullMarked
package io.nightbook.batch.intake;

import org.jspecify.annotations.NullMarked;
