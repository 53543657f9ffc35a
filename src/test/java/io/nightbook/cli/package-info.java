/** Runs on a real PostgreSQL. */
@NullMarked
package io.nightbook.cli;

import org.jspecify.annotations.NullMarked;
