/** Schedules on paper, and scheduler nodes on a real PostgreSQL. */
@NullMarked
package io.nightbook.quartz;

import org.jspecify.annotations.NullMarked;
