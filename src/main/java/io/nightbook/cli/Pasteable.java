package io.nightbook.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands over a home as they can be pasted into the shell from which this one was started.
 *
 * @param program how it was started
 */
record Pasteable(String program, Path home) {

    private static final Pattern PLAIN = Pattern.compile("[\\w./,:=@%+-]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Over a home, by the jar that runs, or by the launcher's name where none does. */
    static Pasteable of(Path home) {
        return new Pasteable(program(System.getProperty("java.class.path", "")), home);
    }

    static String program(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? "java -jar " + quoted(classPath)
                : "nightbook";
    }

    String command(String... words) {
        return program + " "
                + Stream.concat(Stream.of("--home", home.toString()), Arrays.stream(words))
                        .map(Pasteable::quoted)
                        .collect(Collectors.joining(" "));
    }

    /** A word for a POSIX shell. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + Printable.line(word).replace("'", "'\\''") + "'";
    }
}
