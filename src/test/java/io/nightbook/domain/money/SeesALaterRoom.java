package io.nightbook.domain.money;

import io.nightbook.domain.report.Statement;

/** Breaks the rule that a room sees only rooms before it. */
public interface SeesALaterRoom {

    Statement statement();
}
