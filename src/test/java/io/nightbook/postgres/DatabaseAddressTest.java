package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.cases.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a database is, in each way that people write it, and no message that tells a password. */
class DatabaseAddressTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host/books, jdbc:postgresql://host/books,,",
        "jdbc:postgresql:books, jdbc:postgresql:books,,",
        "jdbc:postgresql://nb:SECRET@host/books, jdbc:postgresql://host/books, nb, SECRET",
        "postgres://nb:SECRET@host:5433/books, jdbc:postgresql://host:5433/books, nb, SECRET",
        "postgresql://nb@host, jdbc:postgresql://host/, nb,",
        "postgres://n%40b:S%3AC%2FR+T@host/books, jdbc:postgresql://host/books, n@b, S:C/R+T",
        "postgres://nb:S@C/T@host/books, jdbc:postgresql://host/books, nb, S@C/T",
        "jdbc:postgresql://host/books?user=nb&password=SECRET&sslmode=require,"
                + " jdbc:postgresql://host/books?sslmode=require, nb, SECRET",
        "postgres://nb:SECRET@[::1]:5432/books?application_name=x,"
                + " jdbc:postgresql://[::1]:5432/books?ApplicationName=x, nb, SECRET",
        "'jdbc:postgresql://a:1,b:2/books?targetServerType=primary',"
                + " 'jdbc:postgresql://a:1,b:2/books?targetServerType=primary',,",
    })
    void aUrlIsUnderstoodHoweverItIsWritten(String given, String url, String user, String password) {
        DatabaseAddress address = DatabaseAddress.of(given, NOTHING);

        assertThat(address.url()).isEqualTo(url);
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.password()).isEqualTo(password);
        assertThat(address.toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://nb:SECRET@host/books",
                "host=h user=nb password=SECRET",
                "host=h password = 'SECRET' user=nb",
                "nb:SECRET@host/books",
                "jdbc:postgresql:nb:SECRET@host/books",
                "postgres://nb:SECRET?x@host/books",
                "postgres://nb:SECRET%zz@host/books",
                "postgres://host:port/books?password=SECRET",
            })
    void anotherSpellingIsRefusedWithTheRightOneAndWithoutThePassword(String given) {
        assertThatThrownBy(() -> DatabaseAddress.of(given, NOTHING))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("%")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void whatTheUrlLacksComesFromTheEnvironmentOrAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "S E\n");
        Map<String, String> byFile = Map.of("NIGHTBOOK_DB_USER", "nb", "NIGHTBOOK_DB_PASSWORD_FILE", file.toString());

        DatabaseAddress address = DatabaseAddress.of("jdbc:postgresql://host/books", byFile);
        assertThat(address.user()).isEqualTo("nb");
        assertThat(address.password()).isEqualTo("S E");
        assertThat(DatabaseAddress.of("postgres://me:mine@host/books", byFile).password())
                .isEqualTo("mine");
        assertThatThrownBy(() -> DatabaseAddress.of(
                        "postgres://host/books", Map.of("NIGHTBOOK_DB_PASSWORD_FILE", folder + "/none")))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining(folder + "/none")
                .hasMessageContaining("Write the password into it");
    }

    @Test
    void thePasswordsOfTheDriversOwnFileAreUsedWhereNoneIsGiven() throws Exception {
        TestServer server = TestServer.get();
        String url = server.url(server.newName());
        URI place = URI.create(url.substring("jdbc:".length()));
        Path passwords = Files.writeString(
                folder.resolve("pgpass"),
                place.getHost() + ":" + place.getPort() + ":*:" + server.user() + ":" + server.password() + "\n");
        System.setProperty("org.postgresql.pgpassfile", passwords.toString());
        try {
            Database.open(DatabaseAddress.of(url, Map.of("NIGHTBOOK_DB_USER", server.user())))
                    .close();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://nb:SECRET@127.0.0.1:1/books",
                "jdbc:postgresql://127.0.0.1:1/books?user=nb&password=SECRET",
                "jdbc:postgresql://127.0.0.1:1/books?sslpassword=SECRET&sslmode=prefer",
                "jdbc:postgresql://nb:SECRET@no-such-host.invalid/books",
            })
    void aServerThatIsNotThereIsNamedWithoutThePassword(String given) {
        assertThatThrownBy(() -> Database.open(DatabaseAddress.of(given, NOTHING)))
                .isInstanceOf(DatabaseUnusable.class)
                .satisfies(error -> {
                    StringWriter all = new StringWriter();
                    error.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString()).contains("/books").doesNotContain("SECRET");
                });
    }
}
