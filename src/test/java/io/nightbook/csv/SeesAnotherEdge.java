package io.nightbook.csv;

import io.nightbook.postgres.Database;

/** Breaks the rule that edges meet only in batch. */
public interface SeesAnotherEdge {

    Database database();
}
