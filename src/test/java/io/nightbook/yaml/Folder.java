package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightbook.domain.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder of configuration files that a test writes. */
record Folder(Path dir) {

    Path write(String name, String text) {
        try {
            return Files.writeString(dir.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Catalog catalog(String text) {
        write("ai.yaml", text);
        return CatalogFiles.readDirectory(dir);
    }

    /** What is said about a catalog, with file names relative to the folder. */
    String mistakesIn(String catalog) {
        return mistakesOf(() -> catalog(catalog));
    }

    String mistakesOf(ThrowingCallable reading) {
        return relative(String.valueOf(error(reading).getMessage()));
    }

    /** As {@link #mistakesIn}, each in one line and without the excerpt. */
    List<String> shortlyIn(String catalog) {
        return error(() -> catalog(catalog)).problems().stream()
                .map(problem ->
                        problem.line() + ":" + problem.column() + " " + problem.what() + "; " + problem.remedy())
                .map(this::relative)
                .toList();
    }

    private static ConfigError error(ThrowingCallable reading) {
        return catchThrowableOfType(ConfigError.class, reading);
    }

    private String relative(String text) {
        return text.replace(dir + dir.getFileSystem().getSeparator(), "");
    }
}
