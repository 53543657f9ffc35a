/** Tests of the fold: its arithmetic by hand, and its laws on random timelines. */
@NullMarked
package io.nightbook.domain.replay;

import org.jspecify.annotations.NullMarked;
