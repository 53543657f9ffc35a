package io.nightbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders that ship inside the program, as files. */
final class Shipped implements AutoCloseable {

    private final Path folder;

    private Shipped(Path folder) {
        this.folder = folder;
    }

    /** The shipped job files, in a temporary folder until closed. */
    static Shipped jobs() {
        try {
            Path folder = Files.createTempDirectory("nightbook-jobs");
            unpack("jobs", folder);
            return new Shipped(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Copies a shipped folder with all that is in it; what is there already is replaced. */
    static void unpack(String name, Path into) {
        URL url = Shipped.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IllegalStateException(name + " is missing from the program; build it anew");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("file")) {
                copy(Path.of(uri), into);
                return;
            }
            try (FileSystem inside = FileSystems.newFileSystem(uri, Map.of())) {
                copy(inside.getPath(uri.toString().substring(uri.toString().lastIndexOf('!') + 1)), into);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be unpacked into " + into + ": " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path target = into.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
