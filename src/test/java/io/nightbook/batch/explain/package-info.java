/** Runs on a real PostgreSQL. */
@NullMarked
package io.nightbook.batch.explain;

import org.jspecify.annotations.NullMarked;
