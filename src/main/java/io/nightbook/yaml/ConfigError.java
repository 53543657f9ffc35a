package io.nightbook.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** All that is wrong with the configuration; its message is the first problems as people read them, by file and line. */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int SHOWN = 20;

    private final transient List<Problem> problems;

    public ConfigError(List<Problem> problems) {
        super(shown(problems));
        this.problems = List.copyOf(problems);
    }

    private static String shown(List<Problem> problems) {
        String shown = problems.stream().limit(SHOWN).map(Problem::toString).collect(joining("\n"));
        int more = problems.size() - SHOWN;
        return more <= 0 ? shown : shown + "\nand " + more + " more of them; mend these first, then check again";
    }

    /** At least one, by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
