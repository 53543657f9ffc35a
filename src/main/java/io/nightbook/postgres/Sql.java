package io.nightbook.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A statement kept in a file under {@code sql/}; its name is its path. A missing file stops the program where the class
 * that names it is loaded.
 */
record Sql(String name, String text) {

    static Sql query(String name) {
        return load("sql/queries/" + name + ".sql", name);
    }

    static Sql check(String name) {
        return load("sql/checks/" + name + ".sql", name);
    }

    private static Sql load(String path, String name) {
        try (InputStream in = Sql.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the program; build it anew");
            }
            return new Sql(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
