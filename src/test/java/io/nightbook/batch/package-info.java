/** Runs on a real PostgreSQL. */
@NullMarked
package io.nightbook.batch;

import org.jspecify.annotations.NullMarked;
