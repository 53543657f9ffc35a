package io.nightbook.domain.money;

import java.nio.file.Path;

/** Breaks the rule that a pure room uses the language alone. */
public interface UsesMoreThanTheLanguage {

    Path path();
}
