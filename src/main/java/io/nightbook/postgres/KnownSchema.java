package io.nightbook.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The schema as this program's migrations make it, recognised by their names and sums in the history of the books: one
 * query, where Flyway takes longer than most commands. Whatever is not exactly that is left to Flyway to judge.
 */
final class KnownSchema {

    static final String FOLDER = "sql/migrations";

    private static final Sql FIND_HISTORY = Sql.query("run/find-schema-history");
    private static final Sql LIST_MIGRATIONS = Sql.query("run/list-migrations");

    private KnownSchema() {}

    /** Whether all migrations of this program were applied, as they are today, and nothing else was. */
    static boolean isIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery(FIND_HISTORY.text())) {
                if (!there.next() || !there.getBoolean(1)) {
                    return false;
                }
            }
            Map<String, Integer> applied = new TreeMap<>();
            try (ResultSet row = statement.executeQuery(LIST_MIGRATIONS.text())) {
                while (row.next()) {
                    if (!row.getBoolean("success")
                            || applied.put(row.getString("script"), row.getInt("checksum")) != null) {
                        return false;
                    }
                }
            }
            return applied.equals(known());
        }
    }

    /** The migrations of this program by name, each with the sum that Flyway notes for it. */
    static Map<String, Integer> known() {
        URL folder = Objects.requireNonNull(KnownSchema.class.getClassLoader().getResource(FOLDER), FOLDER);
        try {
            Map<String, Integer> known = new TreeMap<>();
            names(folder).stream().filter(name -> name.endsWith(".sql")).forEach(name -> known.put(name, sum(name)));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(URL folder) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection inside) {
            String prefix = inside.getEntryName().replaceFirst("/?$", "/");
            return inside.getJarFile().stream()
                    .filter(entry -> entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over the lines without what ends them: the same on each system. */
    private static int sum(String name) {
        CRC32 sum = new CRC32();
        try (InputStream in = Objects.requireNonNull(
                        KnownSchema.class.getClassLoader().getResourceAsStream(FOLDER + "/" + name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return (int) sum.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
