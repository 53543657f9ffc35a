package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.TestServer;
import io.nightbook.postgres.EmbeddedServer;
import io.nightbook.postgres.HomeFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the embedded server stays up is said, seen and ended; and commands say how they are called. */
class ServerCommandsTest {

    @TempDir(factory = HomeFolder.class)
    static Path home;

    private static Typed nightbook(String... arguments) {
        return Typed.nightbook(Map.of("NIGHTBOOK_KEEP_SERVER", "0"), arguments);
    }

    @Test
    void theServerOfAHomeIsShownAndStoppedUnlessItIsUsed() {
        try (EmbeddedServer server = EmbeddedServer.start(home)) {
            String port = server.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
            assertThat(nightbook("--home", home.toString(), "status").out())
                    .contains("The embedded server runs at port " + port
                            + " on 127.0.0.1, and stops with the last command that uses it.");

            Typed refused = nightbook("--home", home.toString(), "stop");
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.err())
                    .isEqualToIgnoringNewLines(
                            "The embedded server under " + home + " is in use by another Nightbook. Let"
                                    + " that one end, or stop it; the server stops with it.");
        }

        Typed none = nightbook("--home", home.toString(), "stop");
        assertThat(none.code()).isZero();
        assertThat(none.out()).isEqualToIgnoringNewLines("No embedded server runs under " + home + ".");
    }

    @Test
    void aServerOfYourOwnIsNotSpokenOf() {
        TestServer server = TestServer.get();
        Typed status = Typed.nightbook(
                Map.of(
                        "NIGHTBOOK_DB_URL", server.url(server.newName()),
                        "NIGHTBOOK_DB_USER", server.user(),
                        "NIGHTBOOK_DB_PASSWORD", server.password()),
                "--home",
                home.toString(),
                "status");

        assertThat(status.out()).doesNotContain("embedded");
    }

    @Test
    void aTimeThatIsNoNumberOfSecondsIsRefused() {
        Typed typed = nightbook("--home", home.toString(), "--keep-server", "2m", "runs");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualToIgnoringNewLines(
                        "--keep-server (or NIGHTBOOK_KEEP_SERVER) is 2m; write seconds, from 0 (stop the"
                                + " embedded server at once) to 99999");
    }

    @Test
    void theCompletionKnowsEachCommandAndOption() {
        Typed typed = nightbook("completion");

        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_nightbook", "run-status", "--keep-server", "--limit");
    }

    @Test
    void helpTellsOfOneCommandOrOfAll() {
        assertThat(nightbook("help", "runs").out())
                .isEqualTo(nightbook("runs", "--help").out())
                .contains("--limit");
        assertThat(nightbook("help").out())
                .isEqualTo(nightbook("--help").out())
                .isEqualTo(nightbook("--help", "runs").out())
                .contains("completion", "balance", "serve");
        assertThat(nightbook("help", "approve").code()).isEqualTo(2);
    }
}
