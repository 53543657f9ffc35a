package io.nightbook.batch;

import io.nightbook.postgres.Privacy;
import io.nightbook.postgres.ReportStore.Document;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of one run on their way out: written aside, forced to the disk, then moved to their names, a new folder as a
 * whole. What a killed process left aside is thrown away; what it had moved is replaced by the same bytes. All of it is for
 * whom the folder is that it goes into.
 */
final class Publication {

    static final String MANIFEST = "MANIFEST.sha256";

    /** Waiting for a disk is no work: many wait together, and the disk serves them at once. */
    private static final int WAITING = 16;

    private final Path out;
    private final Path staging;

    Publication(Path out, int run) {
        this.out = out;
        this.staging = out.resolve(".staging-" + run);
    }

    /** Begins with nothing. */
    void begin() {
        clear();
        attempt(staging, () -> {
            Privacy.createFolder(out);
            return Files.createDirectory(staging, Privacy.ofFolder(out));
        });
    }

    private void clear() {
        if (Files.exists(staging)) {
            attempt(staging, () -> {
                try (Stream<Path> all = Files.walk(staging)) {
                    for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                        Files.delete(path);
                    }
                }
                return staging;
            });
        }
    }

    /** Writes a file; any thread may. */
    Document write(String path, byte[] bytes) {
        return attempt(staging.resolve(path), () -> {
            Files.write(created(path), bytes, StandardOpenOption.WRITE);
            return new Document(path, hex(digest().digest(bytes)), bytes.length, null);
        });
    }

    /** Writes a file of text piece by piece. */
    Document write(String path, Consumer<Writer> text) {
        MessageDigest digest = digest();
        return attempt(staging.resolve(path), () -> {
            Path file = created(path);
            try (OutputStream bytes =
                            new DigestOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), digest);
                    Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
                text.accept(writer);
            }
            return new Document(path, hex(digest.digest()), Files.size(file), null);
        });
    }

    /** Whether a file is published under this name, and is what it was. */
    boolean stands(String path, String sha256) {
        Path published = out.resolve(path);
        return Files.exists(published)
                && attempt(published, () -> {
                    MessageDigest digest = digest();
                    try (InputStream bytes = new DigestInputStream(Files.newInputStream(published), digest)) {
                        bytes.transferTo(OutputStream.nullOutputStream());
                    }
                    return hex(digest.digest()).equals(sha256);
                });
    }

    /** Throws away what was written aside: what is published under this name stays as it is. */
    void leave(String path) {
        attempt(staging.resolve(path), () -> Files.deleteIfExists(staging.resolve(path)));
    }

    private Path created(String path) throws IOException {
        Path file = staging.resolve(path);
        Files.createDirectories(file.getParent(), Privacy.ofFolder(out));
        return Privacy.createFile(out, file);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** Publishes all that was written. */
    void publish() {
        try (Workers workers = new Workers(WAITING, "force");
                Stream<Path> all = Files.walk(staging)) {
            all.forEach(path -> workers.submit(() -> force(path)));
            workers.finish();
        } catch (IOException e) {
            throw failed(staging, e);
        }
        children(staging).forEach(folder -> move(folder, out.resolve(folder.getFileName())));
        force(out);
        clear();
    }

    /** Moves a folder as a whole where its name is free, else what is in it, the manifest last. */
    private static void move(Path from, Path to) {
        if (Files.isDirectory(from) && Files.exists(to)) {
            children(from).forEach(child -> move(child, to.resolve(child.getFileName())));
            force(to);
        } else {
            attempt(to, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
        }
    }

    private static List<Path> children(Path folder) {
        return attempt(folder, () -> {
            try (Stream<Path> children = Files.list(folder)) {
                return children.sorted(Comparator.comparing((Path child) -> child.endsWith(MANIFEST))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList();
            }
        });
    }

    private static void force(Path path) {
        attempt(path, () -> {
            boolean isFolder = Files.isDirectory(path);
            try (FileChannel channel =
                    FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (AccessDeniedException e) {
                if (!isFolder) { // Windows opens no folders, and needs no forcing of them
                    throw e;
                }
            }
            return path;
        });
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(Path path, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static UncheckedIOException failed(Path path, IOException e) {
        String reason = e instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(e.getMessage());
        return new UncheckedIOException(
                path + " cannot be written: " + reason + ". Make room or give the right to write, then start again.",
                e);
    }
}
