package io.nightbook.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call of one of PostgreSQL's programs.
 *
 * @param folder the server's folder, with the programs in {@code binaries}
 * @param log where the program says what it has to say
 * @param account the account that it runs under
 */
record ServerCommand(Path folder, Path log, ServerAccount account) {

    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|HINT|error): +(.+?)\\.?$");

    /**
     * Runs a program to its end.
     *
     * @param aim what it does to the database, as a participle
     * @throws EmbeddedServerException if it fails, with what it complained of
     */
    void run(String aim, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(account.prefix());
        words.add(folder.resolve("binaries").resolve("bin").resolve(program).toString());
        words.addAll(List.of(arguments));
        if (exit(words) != 0) {
            String complaint = complaint();
            throw new EmbeddedServerException("The embedded database in " + folder + " could not be " + aim + ": "
                    + complaint + " (more in " + log + "). " + EmbeddedServerException.remedy(complaint));
        }
    }

    private int exit(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The caller's PGDATA or PGPORT would win over our own, and a locale that is not installed ends initdb.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }

    /** What the programs complained of, or else the last that they said, on one line. */
    private String complaint() throws IOException {
        List<String> said = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank())
                .toList();
        String complaints = said.stream()
                .map(COMPLAINT::matcher)
                .filter(Matcher::find)
                .map(complaint -> complaint.group(1))
                .distinct()
                .collect(Collectors.joining("; "));
        return complaints.isEmpty() && !said.isEmpty() ? said.get(said.size() - 1) : complaints;
    }
}
