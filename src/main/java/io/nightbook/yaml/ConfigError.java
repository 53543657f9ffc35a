package io.nightbook.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** All that is wrong with the configuration; its message is the problems as people read them, by file and line. */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ConfigError(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one, by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
