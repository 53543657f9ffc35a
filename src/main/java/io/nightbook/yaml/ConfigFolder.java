package io.nightbook.yaml;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of configuration files: {@code *.yaml}, {@code *.yml} and {@code *.json} in it, hidden ones apart. */
final class ConfigFolder {

    private ConfigFolder() {}

    /** In file-name order; a folder without any is a problem. */
    static List<Path> filesOf(Path folder, Problems problems) {
        List<Path> files = list(folder, problems);
        problems.throwIfAny();
        return files;
    }

    private static List<Path> list(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(Problem.ofFile(folder.toString(), "no such folder", "create it, or name another one"));
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(ConfigFolder::isConfig)
                    .sorted(comparing(ConfigFolder::name))
                    .toList();
            if (files.isEmpty()) {
                problems.add(Problem.ofFile(folder.toString(), "no .yaml, .yml or .json file in it", "put one there"));
            }
            return files;
        } catch (IOException e) {
            problems.add(Problem.ofFile(folder.toString(), "cannot be read (" + e + ")", "check who owns it"));
            return List.of();
        }
    }

    private static boolean isConfig(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
                && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
