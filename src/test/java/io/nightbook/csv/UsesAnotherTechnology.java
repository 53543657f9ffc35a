package io.nightbook.csv;

import java.sql.Connection;

/** Breaks the rule that a technology stays in its room. */
public interface UsesAnotherTechnology {

    Connection connection();
}
