/**
 * The command line: what a person or a cron line types.
 *
 * <p>From arguments to one command, and from its result to a few lines and an exit code.
 *
 * <p>Always: parsed before anything is started, so that {@code --help} answers at once; options stand before or after the
 * command; what is read and written is UTF-8; nothing is booked as of an instant more than 18 hours ahead of the clock
 * unless it is said to be meant; an error is one plain message on stderr, with a stack trace only for {@code --debug}.
 *
 * <p>Not its business: how the books are opened (main wires that) and what a run does.
 */
@NullMarked
package io.nightbook.cli;

import org.jspecify.annotations.NullMarked;
