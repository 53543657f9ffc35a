package io.nightbook.csv;

import io.nightbook.domain.input.Reject;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rejected rows of one input file: {@code usage.csv}, the rows under their own header, to be mended and imported as they
 * are; and {@code usage.reasons.csv}: file, line, reason, detail, row. Each is there whole once both are finished.
 *
 * <p>What lies there already, perhaps half mended, is kept: the next ones of that name are {@code usage-2.csv} and its
 * reasons. Only a mended file that was imported itself gives way to what is left of it.
 */
public final class RejectFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RejectFile.class);
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /** In bytes of UTF-8: of the 255 that a file's name may have, what is added takes at most 40. */
    private static final int LONGEST_STEM = 215;

    private static final int HASH = 8;

    private final Path folder;
    private final Path input;
    private final Part rows;
    private final Part why;
    private final CSVPrinter reasons;

    private RejectFile(Path folder, Path input, Part rows, Part why) throws IOException {
        this.folder = folder;
        this.input = input;
        this.rows = rows;
        this.why = why;
        this.reasons = new CSVPrinter(why.out, FORMAT);
    }

    /**
     * A file that is written beside its place, and put there at the end. It is locked meanwhile, and the operating system
     * unlocks what a process that died was writing: so it is known what is left over.
     */
    private static final class Part implements Closeable {

        /** Those that this process writes: it may not look at them by another channel, which would unlock them. */
        private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

        private final Path path;
        private final Writer out;

        Part(Path folder, String stem) throws IOException {
            this.path = folder.resolve("." + stem + ".part");
            OURS.add(path);
            this.out = new BufferedWriter(Channels.newWriter(locked(path), StandardCharsets.UTF_8));
        }

        private static FileChannel locked(Path path) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            if (Files.exists(path)) {
                return channel;
            }
            // another process took it for left over before it was locked
            channel.close();
            return locked(path);
        }

        /** Deletes what nobody writes any more. */
        static void clear(Path folder) throws IOException {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
                for (Path part : parts) {
                    if (!OURS.contains(part)) {
                        clearIfLeft(part);
                    }
                }
            }
        }

        private static void clearIfLeft(Path part) throws IOException {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    Files.deleteIfExists(part);
                }
            } catch (NoSuchFileException e) {
                LOG.debug("{} was put in its place", part, e);
            }
        }

        void place(Path target) throws IOException {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        /** Forgets it where it is not in its place. */
        @Override
        public void close() throws IOException {
            try (out) {
                Files.deleteIfExists(path);
            } finally {
                OURS.remove(path);
            }
        }
    }

    /** The file that says why, beside the one to mend. */
    public static Path reasons(Path mend) {
        return mend.resolveSibling(mend.getFileName().toString().replaceFirst("\\.csv$", ".reasons.csv"));
    }

    /**
     * The input file's name without its ending. What steers a terminal is replaced; a name that leaves no room for what is
     * added to it is cut, and told from others that begin so by eight digits of its hash.
     */
    private static String stem(Path input) {
        String name = String.valueOf(input.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
        String plain = name.replaceAll("\\p{Cntrl}", "_");
        return length(plain) <= LONGEST_STEM ? plain : start(plain) + "~" + hash(name);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String start(String name) {
        String start = name;
        while (length(start) > LONGEST_STEM - HASH - 1) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start;
    }

    private static String hash(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, HASH);
    }

    /**
     * Begins both files for an input file.
     *
     * @param intake tells it from another taking in of a file of that name, perhaps at this moment
     */
    public static RejectFile begin(Path folder, Path input, long intake) {
        String stem = stem(input) + "." + intake;
        try {
            Files.createDirectories(folder);
            Part.clear(folder);
            Part rows = new Part(folder, stem);
            try {
                return new RejectFile(folder, input, rows, new Part(folder, stem + ".reasons"));
            } catch (IOException e) {
                rows.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(folder, input, e);
        }
    }

    /** Writes the header of both: that of the rejected rows is their own. */
    public void addHeader(List<String> header) {
        try {
            rows.out
                    .append(String.join(
                            ",", header.stream().map(InputRow::quoted).toList()))
                    .append('\n');
            reasons.printRecord("file", "line", "reason", "detail", "row");
        } catch (IOException e) {
            throw failed(folder, input, e);
        }
    }

    public void add(Reject reject) {
        try {
            rows.out.append(reject.row()).append('\n');
            reasons.printRecord(reject.file(), reject.line(), reject.reason().word(), reject.detail(), reject.row());
        } catch (IOException e) {
            throw failed(folder, input, e);
        }
    }

    /** Puts both in their place; answers the file to mend. */
    public Path finish() {
        try {
            rows.out.close();
            why.out.close();
            Path mend = target();
            why.place(reasons(mend));
            rows.place(mend);
            return mend;
        } catch (IOException e) {
            throw failed(folder, input, e);
        }
    }

    private Path target() throws IOException {
        Path target = folder.resolve(stem(input) + ".csv");
        for (int number = 2; !mayGiveWay(target); number++) {
            target = folder.resolve(stem(input) + "-" + number + ".csv");
        }
        return target;
    }

    private boolean mayGiveWay(Path target) throws IOException {
        return !Files.exists(target)
                || (Files.exists(input) && Files.isSameFile(target, input))
                || Files.mismatch(target, rows.path) < 0;
    }

    private static UncheckedIOException failed(Path folder, Path input, IOException cause) {
        return new UncheckedIOException(
                "The rejected rows of " + input.getFileName() + " cannot be written to " + folder + ": "
                        + InputText.why(cause) + ". They are in the books too: nightbook export rejects",
                cause);
    }

    /** Forgets what is not finished. */
    @Override
    public void close() {
        try (rows;
                why) {
            // both are closed, whatever becomes of one of them
        } catch (IOException e) {
            throw failed(folder, input, e);
        }
    }
}
