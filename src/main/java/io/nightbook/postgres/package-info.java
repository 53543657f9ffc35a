/**
 * Decides how the books lie in PostgreSQL, how they are read and written, and keeps a server for those who have none.
 *
 * <p>From domain values to rows and back, a set at a time: the stores, each over the statements of its folder under
 * {@code sql/queries}. What a night writes lies side by side: the ledger by day, then account; rolled-up usage by run, all
 * sums of an account in one row; what a night changes has room for a second version on its page. So a night costs what it
 * brings, however long the books are. Where there are very many rows they go in as binary COPY ({@link
 * io.nightbook.postgres.BinaryRows}), else as text ({@link io.nightbook.postgres.CopyRows}). An import decides by the keys
 * of events what is new, in its transaction, while the events go in beside it; they are seen once it commits. Statements are
 * planned each time, and statistics are made anew where a table has grown by half: a plan made for an empty table costs
 * hours on a full one. From a home folder to a running server: {@link io.nightbook.postgres.EmbeddedServer}. Its
 * programs come packed with Nightbook; what starts them is written here, because the library that usually does also turns
 * fsync off, opens the server to every local user, cannot run as root in a container, and cannot take over a server whose
 * process was killed.
 *
 * <p>Always: what was committed is kept through a kill, a crash and a restart; only what is staged is not logged, and is
 * computed again. What runs write in bulk has no foreign keys, which would be looked up row by row: guards look once for each
 * statement, and runs and accounts are never deleted. One home has at most one server, and it is never stopped while another process uses it.
 *
 * <p>What the numbers are, and when to stop a server, is not its business: who opened one closes it.
 */
@NullMarked
package io.nightbook.postgres;

import org.jspecify.annotations.NullMarked;
