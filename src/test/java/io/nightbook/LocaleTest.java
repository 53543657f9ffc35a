package io.nightbook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import io.nightbook.cases.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language, digits, calendar and charset of the machine decide nothing: each program here is a process of its own. */
class LocaleTest {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
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

    private Process start(List<String> command, Map<String, String> environment, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    // ---------------------------------------------------------------- language, digits, calendar

    @Test
    void aMonthEndWritesTheSameFilesInEachLanguageWithItsDigitsAndItsCalendar() throws Exception {
        Map<String, List<String>> machines = new TreeMap<>(Map.of(
                "english", List.of("-Duser.language=en"),
                "arabic", List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Asia/Kathmandu"),
                "hindi", List.of("-Duser.language=hi", "-Duser.country=IN", "-Duser.extensions=u-ca-buddhist-nu-deva"),
                "turkish", List.of("-Duser.language=tr", "-Duser.country=TR")));
        Map<String, Process> demos = new TreeMap<>();
        for (Map.Entry<String, List<String>> machine : machines.entrySet()) {
            demos.put(machine.getKey(), demo(machine.getKey(), machine.getValue()));
        }
        for (Map.Entry<String, Process> demo : demos.entrySet()) {
            assertThat(demo.getValue().waitFor(180, SECONDS)).as(demo.getKey()).isTrue();
            assertThat(demo.getValue().exitValue())
                    .as(read(demo.getKey() + ".err"))
                    .isZero();
        }

        Map<String, String> files = files("english");

        assertThat(files).hasSizeGreaterThan(20);
        assertThat(files.keySet()).anyMatch(file -> file.endsWith(".pdf"));
        for (String machine : machines.keySet()) {
            assertThat(files(machine)).as(machine).isEqualTo(files);
            assertThat(read(machine + ".out").replace(folder.resolve(machine).toString(), "HOME"))
                    .as(machine)
                    .isEqualTo(read("english.out")
                            .replace(folder.resolve("english").toString(), "HOME"));
        }
    }

    /** The sample in a process of its own. */
    private Process demo(String machine, List<String> options) throws IOException {
        TestServer server = TestServer.get();
        List<String> command = java();
        command.addAll(options);
        command.addAll(List.of(
                Nightbook.class.getName(),
                "--home",
                folder.resolve(machine).toString(),
                "demo",
                "free-and-paid-batches"));
        return start(
                command,
                Map.of(
                        "NIGHTBOOK_DB_URL", server.url(server.newName()),
                        "NIGHTBOOK_DB_USER", server.user(),
                        "NIGHTBOOK_DB_PASSWORD", server.password()),
                machine);
    }

    /** All published files by their path, byte for byte. */
    private Map<String, String> files(String machine) throws IOException {
        Path out = folder.resolve(machine).resolve("demo/free-and-paid-batches/out");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        out.relativize(file).toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    // ---------------------------------------------------------------- a machine without a locale

    /** Starts a script, in which {@code nightbook} is the program, on a machine whose locale knows ASCII alone. */
    private Process narrow(SmallWorld world, String script) throws IOException {
        String program = "'" + String.join("' '", java()) + "' " + Nightbook.class.getName();
        Path file = folder.resolve("script.sh");
        Files.writeString(
                file,
                "export LC_ALL=C; unset LANG; cd '" + folder + "'\n"
                        + script.replace("nightbook ", program + " --home home --config . ") + "\n");
        return start(
                List.of("sh", file.toString()),
                Map.of(
                        "NIGHTBOOK_DB_URL", world.url(),
                        "NIGHTBOOK_DB_USER", world.user(),
                        "NIGHTBOOK_DB_PASSWORD", world.password()),
                "narrow");
    }

    private SmallWorld world() {
        SmallWorld world = SmallWorld.in(folder);
        world.take(
                world.write(
                        "accounts.csv",
                        "account_id,name,currency,time_zone",
                        "Zoë Ünal,Zoë Ünal Atölyesi,USD,Europe/Istanbul",
                        "李明,李明商店,USD,Asia/Shanghai"),
                world.write(
                        "credit_batches.csv",
                        "batch_id,account_id,effective_at,package_id",
                        "b-ü,Zoë Ünal,2026-09-10,standard"));
        return world;
    }

    @Test
    void idsOfAnyScriptAreUnderstoodAndPrintedWithoutALocale() throws Exception {
        try (SmallWorld world = world()) {
            int code = narrow(
                            world,
                            "nightbook balance 'Zoë Ünal' --as-of 2026-09-21T12:00:00Z && nightbook export batches --out -")
                    .waitFor();

            assertThat(read("narrow.err")).isEmpty();
            assertThat(code).isZero();
            assertThat(read("narrow.out"))
                    .contains("Zoë Ünal as of 2026-09-21T12:00:00Z", "b-ü", "Remaining           1,000.000000");
        }
    }

    @Test
    void aFileWithANameOfAnyScriptIsReadWithoutALocaleAndTheExitCodeIsThatOfTheCommand() throws Exception {
        try (SmallWorld world = world()) {
            int code = narrow(
                            world,
                            "printf 'event_id,account_id,meter,occurred_at,quantity\\nz1,李明,reply,2026-09-10T10:00:00Z,5\\nz2,王,reply,"
                                    + "2026-09-10T10:00:00Z,5\\n' > usage-août.csv; nightbook import usage-août.csv")
                    .waitFor();

            assertThat(read("narrow.err")).isEmpty();
            assertThat(code).isEqualTo(3);
            assertThat(read("narrow.out"))
                    .startsWith("usage-août.csv: 1 accepted, 0 duplicate, 1 rejected\n  line 3: unknown_account: 王");
        }
    }

    @Test
    void wordsThatAreNotUtf8AreRefusedInOneLineWithoutALocale() throws Exception {
        try (SmallWorld world = world()) {
            int code = narrow(world, "nightbook balance \"$(printf '\\351')\"").waitFor();

            assertThat(code).isEqualTo(2);
            assertThat(read("narrow.out")).isEmpty();
            assertThat(read("narrow.err").lines()).singleElement().asString().contains("not UTF-8 text", "LC_ALL");
        }
    }

    @Test
    void theSecondProcessEndsWithTheFirst() throws Exception {
        try (SmallWorld world = world()) {
            jobs();
            Process first = narrow(world, "exec nightbook serve --jobs größe");
            ProcessHandle second = serving(world, first);

            first.destroyForcibly();

            assertThat(second.onExit().get(30, SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void theSecondProcessStopsInOrderWhenTheFirstIsToldTo() throws Exception {
        try (SmallWorld world = world()) {
            jobs();
            Process first = narrow(world, "exec nightbook serve --jobs größe");
            ProcessHandle second = serving(world, first);

            first.destroy();

            assertThat(first.waitFor(60, SECONDS)).isTrue();
            assertThat(second.isAlive()).isFalse();
            assertThat(first.exitValue()).isEqualTo(143);
            assertThat(read("narrow.err")).startsWith("Told to stop. ").hasLineCount(1);
        }
    }

    private void jobs() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("größe")).resolve("nightly.yaml"), """
                job: nightly
                schedule: { cron: "0 0 4 1 1 ? 2099" }
                steps: [rollup, replay, post]
                """);
    }

    /** The process that runs the scheduler, once it does. */
    private ProcessHandle serving(SmallWorld world, Process first) {
        world.await("count(*) > 0 from qrtz_scheduler_state");
        return first.children().findFirst().orElseThrow();
    }
}
