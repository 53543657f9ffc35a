/** Runs on a real PostgreSQL. */
@NullMarked
package io.nightbook.postgres;

import org.jspecify.annotations.NullMarked;
