/** Faults at any instant: what is left behind, and whether the same command, started once more, mends it. */
@NullMarked
package io.nightbook.faults;

import org.jspecify.annotations.NullMarked;
