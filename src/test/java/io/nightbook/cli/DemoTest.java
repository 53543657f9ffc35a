package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of a newcomer: what happened in the sample, and commands that work as they are printed. */
class DemoTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = Map.of(
            "NIGHTBOOK_DB_URL", TestServer.get().url(TestServer.get().newName()),
            "NIGHTBOOK_DB_USER", TestServer.get().user(),
            "NIGHTBOOK_DB_PASSWORD", TestServer.get().password());

    private Typed nightbook(String... arguments) {
        return Typed.nightbook(environment, arguments);
    }

    @Test
    void theDemoShowsOneOfEachAndTheCommandsThatItPrintsWork() {
        Path home = folder.resolve("demo/rollover-by-plan");

        Typed demo = nightbook("--home", folder.toString(), "demo");

        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("12 accounts, ", " checks hold over all the books")
                .contains("What came in: ", "What lapsed: ", "what rolled over: ", "One account's story: ")
                .doesNotContain("target/nightbook.jar");
        List<String> commands = demo.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("nightbook --home "))
                .toList();
        assertThat(commands).hasSize(6).allSatisfy(command -> {
            Typed typed = nightbook(command.substring("nightbook ".length()).split(" ", -1));
            assertThat(typed.code()).as("%s: %s", command, typed.err()).isZero();
            assertThat(typed.out()).as(command).isNotBlank();
        });
        assertThat(demo.out().lines().filter(line -> line.endsWith(".pdf")))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Path.of(line.replaceFirst(".*: ", ""))).isRegularFile());
        assertThat(home.resolve("configuration")).hasContent("config");
    }

    @Test
    void aHomeThatNamesNoReadableFolderIsAskedToBeMended() throws Exception {
        Files.writeString(folder.resolve("configuration"), "elsewhere\n");

        Typed check = nightbook("--home", folder.toString(), "check");

        assertThat(check.code()).isEqualTo(2);
        assertThat(check.err()).contains(folder.resolve("elsewhere").toString());
    }

    @Test
    void aCommandIsPrintedAsTheShellTakesIt() {
        assertThat(Pasteable.program("/opt/night book/nightbook.jar"))
                .isEqualTo("java -jar '/opt/night book/nightbook.jar'");
        assertThat(Pasteable.program("a.jar:b.jar")).isEqualTo("nightbook");
        assertThat(new Pasteable("nightbook", Path.of("my home")).command("explain", "o'neill & co"))
                .isEqualTo("nightbook --home 'my home' explain 'o'\\''neill & co'");
    }
}
