package io.nightbook.yaml;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far in one reading of the configuration. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    /**
     * Ends the reading where there is a problem.
     *
     * @throws ConfigError with all of them, by file, line and column
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigError(found.stream()
                    .sorted(comparing(Problem::file)
                            .thenComparing(Problem::line)
                            .thenComparing(Problem::column))
                    .toList());
        }
    }
}
