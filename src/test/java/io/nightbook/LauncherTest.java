package io.nightbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside the jar, with a Java that says how it was called; and the archive that holds both. */
class LauncherTest {

    private static final Path DIST = Path.of("src/main/dist");

    @TempDir
    Path folder;

    private Path launcher = Path.of("nightbook");

    @BeforeEach
    void unpack() throws IOException {
        launcher = Files.copy(DIST.resolve("nightbook"), folder.resolve("nightbook"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("nightbook.jar"));
        java("17.0.15");
    }

    /** Lays a Java out that prints its arguments, a line each, and its process number. */
    private void java(String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("java/bin"));
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java =
                Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho \"pid $$\"\nexit 4\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private record Said(int code, List<String> lines, long pid) {}

    private Said start(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("NIGHTBOOK_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), lines, process.pid());
    }

    private String jar() throws IOException {
        return folder.toRealPath().resolve("nightbook.jar").toString();
    }

    @Test
    void shortCommandsAreCompiledInAHurryAndTheProcessIsTheJavaThatSignalsReach() throws Exception {
        Said said = start(Map.of(), "--home", "my home", "runs", "--limit", "run");

        assertThat(said.lines())
                .startsWith("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .endsWith("-jar", jar(), "--home", "my home", "runs", "--limit", "run", "pid " + said.pid());
        assertThat(said.code()).isEqualTo(4);
    }

    @Test
    void longCommandsUseAllCores() throws Exception {
        for (String command : List.of("run", "import", "serve", "demo", "publish", "export")) {
            assertThat(start(Map.of(), command, "runs").lines())
                    .startsWith("-XX:+UseParallelGC", "-jar", jar(), command);
        }
    }

    @Test
    void aNewerJavaKeepsTheClassesForTheNextCommand() throws Exception {
        java("25.0.1");

        assertThat(start(Map.of(), "balance", "acme").lines())
                .contains(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + folder.resolve("cache/nightbook/classes.jsa"));
        assertThat(start(Map.of("XDG_CACHE_HOME", "/dev/null"), "balance", "acme")
                        .lines())
                .doesNotContain("-XX:+AutoCreateSharedArchive")
                .contains("balance");
    }

    @Test
    void whatTheUserSaysOfJavaComesLast() throws Exception {
        assertThat(start(Map.of("NIGHTBOOK_JAVA_OPTS", "-Xmx4g -Da=b"), "import", "x.csv")
                        .lines())
                .startsWith("-XX:+UseParallelGC", "-Xmx4g", "-Da=b", "-jar");
    }

    @Test
    void itIsFoundThroughALink() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        launcher = Files.createSymbolicLink(bin.resolve("nightbook"), Path.of("../nightbook"));

        assertThat(start(Map.of(), "status").lines()).contains(jar(), "status");
    }

    @Test
    void whatIsMissingIsSaidInOneLine() throws Exception {
        assertThat(start(Map.of("JAVA_HOME", "/nowhere"), "runs").lines())
                .containsExactly(
                        "JAVA_HOME is /nowhere, and there is no bin/java in it; name the folder of a Java 17 or"
                                + " newer, or unset it");
        Files.delete(folder.resolve("nightbook.jar"));
        Said said = start(Map.of(), "runs");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly("nightbook.jar is not beside " + launcher
                        + ", where it belongs; unpack the archive anew, or build it with mvn package");
    }

    @Test
    void theArchiveHoldsWhatThereIs() throws IOException {
        String archive = Files.readString(DIST.resolve("archive.xml"));

        assertThat(Pattern.compile("<(?:source|directory)>(.*?)</")
                        .matcher(archive)
                        .results())
                .extracting(found -> found.group(1))
                .containsExactly(
                        "${project.build.directory}/nightbook.jar",
                        "src/main/dist/nightbook",
                        "src/main/dist/nightbook.service",
                        "README.md",
                        "config",
                        "jobs")
                .filteredOn(place -> !place.startsWith("$"))
                .allSatisfy(place -> assertThat(Path.of(place)).exists());
        assertThat(Files.readString(DIST.resolve("nightbook.service")))
                .contains("ExecStart=/opt/nightbook/nightbook serve");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<descriptor>src/main/dist/archive.xml</descriptor>");
    }
}
