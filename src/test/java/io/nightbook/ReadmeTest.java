package io.nightbook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nightbook.cases.TestServer;
import io.nightbook.cli.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The front page tells the truth: each of its commands is read from it and run, in its order. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("\\s+#\\s.*$");
    private static final Pattern EXIT = Pattern.compile("exit (\\d)");
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]{2,}(-[A-Z]+)*");
    private static final Pattern CSV = Pattern.compile("[\\w-]+\\.csv(\\.gz)?");
    private static final String JAR = "java -jar target/nightbook.jar";

    /** What stands in for the words that a reader replaces. */
    private static final Map<String, String> WORDS =
            Map.of("ACCOUNT", "acme", "BATCH", "pack-1", "INVOICE-LINE", "INV-2026-00001/1");

    /** What a reader's files hold, by the beginning of their names; for the catalog in {@code config}. */
    private static final Map<String, String> FILES =
            Map.of("accounts", """
            account_id,name,currency,time_zone,country
            acme,Acme Inc,USD,America/New_York,US
            """, "subscriptions", """
            account_id,plan_id,starts_on
            acme,professional,2026-10-01
            """, "credit_batches", """
            batch_id,account_id,effective_at,package_id
            pack-1,acme,2026-10-05,standard
            """, "usage", """
            event_id,account_id,meter,occurred_at,quantity
            e-1,acme,reply,2026-10-06T09:00:00Z,5100
            e-2,acme,attributes,2026-10-20T09:00:00Z,250
            e-3,acme,search,2026-10-31T23:00:00Z,10
            """);

    @TempDir
    private Path folder;

    private Map<String, String> books = Map.of();
    private boolean embedded;

    @BeforeEach
    void open() {
        books = freshBooks();
    }

    private static Map<String, String> freshBooks() {
        TestServer server = TestServer.get();
        return Map.of(
                "NIGHTBOOK_DB_URL", server.url(server.newName()),
                "NIGHTBOOK_DB_USER", server.user(),
                "NIGHTBOOK_DB_PASSWORD", server.password());
    }

    /** A command as it stands there, and what is said beside it. */
    private record Command(String text, String comment) {}

    private static List<Command> commands() throws IOException {
        List<Command> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(README));
        while (block.find()) {
            for (String line : block.group(1).replace("\\\n", " ").lines().toList()) {
                String comment = COMMENT.matcher(line).find() ? line.substring(line.indexOf('#')) : "";
                for (String part : COMMENT.matcher(line).replaceAll("").split("&&", -1)) {
                    if (!part.isBlank()) {
                        commands.add(new Command(part.strip(), comment));
                    }
                }
            }
        }
        return commands;
    }

    @TestFactory
    Stream<DynamicTest> eachCommandOfTheReadmeWorks() throws IOException {
        return commands().stream().map(command -> dynamicTest(command.text(), () -> run(command)));
    }

    @Test
    void aCommandThatNobodyKnowsHowToRunIsFound() {
        for (String unknown : List.of("make all", "nightbook export WHAT", "./mvnw deploy", "java -jar other.jar")) {
            assertThatThrownBy(() -> run(new Command(unknown, "")))
                    .as(unknown)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("how to run");
        }
    }

    private void run(Command command) throws Exception {
        List<String> words = List.of(command.text().split("\\s+", -1));
        if (words.get(0).equals("./mvnw")) {
            build(command, words.subList(1, words.size()));
        } else if (command.text().startsWith(JAR + " ")) {
            nightbook(command, words.subList(3, words.size()));
        } else if (words.get(0).equals("nightbook")) {
            nightbook(command, words.subList(1, words.size()));
        } else {
            throw unknown(command);
        }
    }

    private static AssertionError unknown(Command command) {
        return new AssertionError("This test does not know how to run: " + command.text());
    }

    // ---------------------------------------------------------------- Maven

    /** A build is not built inside itself: its phases are those that this build goes through, as the continuous one does. */
    private void build(Command command, List<String> arguments) throws Exception {
        if (arguments.contains("-Pbench")) {
            bench(arguments);
            return;
        }
        if (arguments.contains("-Pfaults")) {
            faults(arguments);
            return;
        }
        List<String> phases =
                arguments.stream().filter(word -> !word.startsWith("-")).toList();
        if (!Set.of("package", "verify").containsAll(phases) || phases.size() != 1) {
            throw unknown(command);
        }
        assertThat(Files.readString(Path.of(".ci/run"))).contains("./mvnw -B verify");
        assertThat(Path.of("mvnw")).isExecutable();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<finalName>nightbook</finalName>", "<start-class>io.nightbook.Nightbook</start-class>");
    }

    /** As the profile does, in a process and a folder of its own, with next to nothing to measure. */
    private void bench(List<String> arguments) throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<id>bench</id>", "<argument>io.nightbook.bench.Bench</argument>");
        copyJobs();
        List<String> java = java();
        arguments.stream()
                .filter(word -> word.startsWith("-Dbench."))
                .forEach(word -> java.add(word.replaceFirst("=.*", "=20")));
        java.add("io.nightbook.bench.Bench");
        Process bench = start(java, folder, Map.of());
        assertThat(bench.waitFor(120, SECONDS)).isTrue();
        assertThat(bench.exitValue()).as(said()).isZero();
        assertThat(said()).contains("import", "bare", "month-end");
    }

    private void copyJobs() throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : List.of("nightly.yaml", "month-end.yaml")) {
            Files.copy(Path.of("jobs", job), jobs.resolve(job), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** As the profile does, in a process and a folder of its own, with one kind of fault and few instants. */
    private void faults(List<String> arguments) throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<id>faults</id>", "<argument>io.nightbook.faults.Faults</argument>");
        assertThat(arguments)
                .filteredOn(word -> word.startsWith("-Dfaults."))
                .allMatch(word -> word.matches("-Dfaults[.]every=\\d+"));
        copyJobs();
        List<String> java = java();
        java.addAll(List.of("-Dfaults.every=250", "-Dfaults.kinds=CUT_ALL_CONNECTIONS", "-Dfaults.stories=NIGHT"));
        java.add("io.nightbook.faults.Faults");
        Process faults = start(java, folder, Map.of());
        assertThat(faults.waitFor(120, SECONDS)).isTrue();
        assertThat(faults.exitValue()).as(said()).isZero();
        assertThat(said()).contains("cut all connections", " points, ", " the same books, ", "0 differing");
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path")));
    }

    private Process start(List<String> command, Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        process.environment().putAll(environment);
        return process.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    // ---------------------------------------------------------------- Nightbook

    private void nightbook(Command command, List<String> words) throws Exception {
        List<String> arguments =
                new ArrayList<>(words.contains("--home") ? List.of() : List.of("--home", home("nightbook-home")));
        for (int i = 0; i < words.size(); i++) {
            boolean home = i > 0 && words.get(i - 1).equals("--home");
            arguments.add(home ? home(words.get(i)) : meant(command, words, i));
        }
        if (words.contains("serve")) {
            serve(arguments);
            return;
        }
        Typed typed = Typed.nightbook(environment(words), arguments.toArray(String[]::new));
        assertThat(typed.code()).as("%s: %s", command.text(), typed).isIn(codes(command));
        assertThat(typed.err()).as(command.text()).isEmpty();
        assertThat(typed.out()).as(command.text()).isNotBlank();
    }

    /** The first demo starts a PostgreSQL of its own, as a reader's does; the others are played on that of the tests. */
    private Map<String, String> environment(List<String> words) {
        if (!words.contains("demo")) {
            return books;
        }
        Map<String, String> own = embedded ? freshBooks() : Map.of();
        embedded = true;
        return own;
    }

    private String home(String name) {
        return folder.resolve(name).toString();
    }

    private String meant(Command command, List<String> words, int position) throws IOException {
        String word = words.get(position);
        if (PLACEHOLDER.matcher(word).matches()) {
            if (!WORDS.containsKey(word)) {
                throw unknown(command);
            }
            return String.valueOf(WORDS.get(word));
        }
        if (!CSV.matcher(word).matches()) {
            return word;
        }
        Path file = folder.resolve(word);
        return words.get(position - 1).equals("--out") ? file.toString() : laidOut(command, file);
    }

    private static String laidOut(Command command, Path file) throws IOException {
        String name = file.getFileName().toString();
        String text = FILES.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> unknown(command));
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream zipped = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    private static List<Integer> codes(Command command) {
        List<Integer> codes = new ArrayList<>(List.of(0));
        Matcher other = EXIT.matcher(command.comment());
        while (other.find()) {
            codes.add(Integer.valueOf(other.group(1)));
        }
        return codes;
    }

    /** Starts the scheduler in a process of its own, and stops it as a machine that shuts down does. */
    private void serve(List<String> arguments) throws Exception {
        List<String> java = java();
        java.add(Nightbook.class.getName());
        java.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(java).redirectError(folder.resolve("said").toFile());
        builder.environment().putAll(new HashMap<>(books));
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> jobs = new ArrayList<>();
            while (jobs.size() < 2) {
                String line = out.readLine();
                assertThat(line).as(said()).startsWith("job ").contains(": next ");
                jobs.add(String.valueOf(line));
            }
            process.destroy();
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(said()).doesNotContain("Exception", "\tat ");
    }
}
