/**
 * Decides how PostgreSQL is reached, and keeps a server of its own for those who have none.
 *
 * <p>From a home folder to a running server: {@link io.nightbook.postgres.EmbeddedServer} alone is visible. The
 * programs come packed with Nightbook; what starts them is written here, because the library that usually does also
 * turns fsync off, opens the server to every local user, cannot run as root in a container, and cannot take over a
 * server whose process was killed.
 *
 * <p>What was committed is kept through a kill, a crash and a restart. One home has at most one server, and it is never
 * stopped while another process uses it. Each fault is one {@link io.nightbook.postgres.EmbeddedServerException} that
 * says what to do.
 *
 * <p>When to stop is not its business: who opened a server closes it.
 */
@NullMarked
package io.nightbook.postgres;

import org.jspecify.annotations.NullMarked;
