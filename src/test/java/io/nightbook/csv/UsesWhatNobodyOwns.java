package io.nightbook.csv;

import org.assertj.core.api.Condition;

/** Breaks the rule that a technology stays in its room: no room has this one. */
public interface UsesWhatNobodyOwns {

    Condition<String> condition();
}
