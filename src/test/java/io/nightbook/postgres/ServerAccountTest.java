package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.postgres.ServerAccount.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAccountTest {

    private static final Owner ROOT = new Owner(0, 0);
    private static final Owner ALICE = new Owner(1001, 100);

    @TempDir(factory = HomeFolder.class)
    Path home;

    @Test
    void anOrdinaryUserRunsItsOwnServer() throws IOException {
        assertThat(ServerAccount.of(home, 1001, ALICE, prefix -> false)).isEqualTo(new ServerAccount(List.of(), null));
    }

    @Test
    void anotherUsersFolderIsRefused() {
        assertThatThrownBy(() -> ServerAccount.of(home, 1002, ALICE, prefix -> true))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessage("The embedded database in " + home + " belongs to user number 1001, and this is user number"
                        + " 1002: PostgreSQL serves a database only to its owner. Run Nightbook as that user, or name"
                        + " another folder with --home, or hand this one over (chown -R 1002 '" + home + "').");
    }

    @Test
    void rootRunsItInANamespaceWhereItIsNotRoot() throws IOException {
        assertThat(ServerAccount.of(home, 0, ROOT, prefix -> true))
                .isEqualTo(new ServerAccount(List.of("unshare", "-U"), null));
    }

    @Test
    void rootRunsItAsNobodyWhereNamespacesAreForbidden() throws IOException {
        assertThat(ServerAccount.of(home, 0, ROOT, ServerAccountTest::isSetpriv))
                .isEqualTo(new ServerAccount(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                        new Owner(65534, 65534)));
    }

    @Test
    void rootRunsAnotherUsersServerAsThatUser() throws IOException {
        assertThat(ServerAccount.of(home, 0, ALICE, prefix -> true))
                .isEqualTo(
                        new ServerAccount(List.of("setpriv", "--reuid=1001", "--regid=100", "--clear-groups"), ALICE));
    }

    @Test
    void rootThatCannotBecomeAnotherIsRefused() {
        assertThatThrownBy(() -> ServerAccount.of(home, 0, ROOT, prefix -> false))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("cannot run here as root")
                .hasMessageContaining("Run Nightbook as an ordinary user");
    }

    @Test
    void aFolderThatNobodyCanReachIsRefused(@TempDir Path closed) throws IOException {
        Path folder = Files.createDirectory(closed.resolve("postgres"));

        assertThatThrownBy(() -> ServerAccount.of(folder, 0, ROOT, ServerAccountTest::isSetpriv))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("that user may not pass " + closed)
                .hasMessageContaining("chmod o+x '" + closed + "'");
    }

    private static boolean isSetpriv(List<String> prefix) {
        return prefix.get(0).equals("setpriv");
    }
}
