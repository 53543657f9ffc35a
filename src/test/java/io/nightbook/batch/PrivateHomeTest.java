package io.nightbook.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.intake.IntakeResult;
import io.nightbook.batch.intake.RejectFiles;
import io.nightbook.cases.SmallWorld;
import io.nightbook.postgres.Privacy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written under a home is for its user alone, unless a folder lets others in. */
class PrivateHomeTest {

    @TempDir
    Path folder;

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The different rights of what is under a folder, it among them. */
    private static List<String> rights(Path under, Predicate<Path> which) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.filter(which).map(PrivateHomeTest::rights).distinct().toList();
        }
    }

    @Test
    void documentsAreForTheUserAlone() throws IOException {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            world.run("month-end", "2026-10-02T12:00:00Z");

            assertThat(rights(folder.resolve("out"), Files::isDirectory)).containsExactly("rwx------");
            assertThat(rights(folder.resolve("out"), Files::isRegularFile)).containsExactly("rw-------");
        }
    }

    @Test
    void documentsTakeAfterTheFolderThatSomebodyOpenedToTheGroup() throws IOException {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            Path out = Files.createDirectory(folder.resolve("out"));
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxr-x---"));

            world.run("month-end", "2026-10-02T12:00:00Z");

            assertThat(rights(out, Files::isDirectory)).containsExactly("rwxr-x---");
            assertThat(rights(out, Files::isRegularFile)).containsExactly("rw-r-----");
        }
    }

    @Test
    void rejectsAreForTheUserAlone() {
        try (SmallWorld world = SmallWorld.in(folder).september()) {
            IntakeResult result = world.use("usage-bad.csv", "x,nobody,reply,2026-09-03T08:00:00Z,1");

            Path mend = new RejectFiles(world.database(), folder.resolve("home")).write(result);

            assertThat(rights(folder.resolve("home"))).isIn("rwx------", "rwx--x--x");
            assertThat(rights(folder.resolve("home/rejects"))).isEqualTo("rwx------");
            assertThat(rights(mend)).isEqualTo("rw-------");
            assertThat(rights(mend.resolveSibling("usage-bad.reasons.csv"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aHomeIsMadeForItsUserAndOneThatIsThereStaysAsItIs() throws IOException {
        Path home = folder.resolve("deep/home");

        Privacy.createHome(home);
        assertThat(rights(folder.resolve("deep"))).isEqualTo(rights(home)).isIn("rwx------", "rwx--x--x");
        Privacy.createFolder(home.resolve("out"));
        assertThat(rights(home.resolve("out"))).isEqualTo("rwx------");

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Privacy.createHome(home);
        assertThat(rights(home)).isEqualTo("rwxr-xr-x");
    }
}
