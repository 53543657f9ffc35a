package io.nightbook.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of an input file, streamed: plain or gzipped, which its first bytes tell, in UTF-8, or in UTF-16 if a byte order
 * mark says so. Where it cannot be read on, it ends, and {@link #failure} says why: what came before is not lost.
 */
final class InputText implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_SIGNATURE = 8;
    private static final String AS_CSV = "; save it as \"CSV UTF-8 (comma delimited)\" and import that";

    private final Stored stored;
    private final long length;
    private final Guarded bytes;
    private final Reader reader;

    private InputText(Stored stored, long length, Guarded bytes, Reader reader) {
        this.stored = stored;
        this.length = length;
        this.bytes = bytes;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws UnusableFile if it is no text
     */
    static InputText open(Path path) throws IOException {
        Stored stored = new Stored(Files.newInputStream(path));
        InputStream in = new BufferedInputStream(stored, BUFFER);
        try {
            if (start(in).startsWith("\u001F\u008B")) {
                in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            }
            String start = start(in);
            refuseOthers(path, in, start);
            Charset charset = charset(start);
            in.skipNBytes(markLength(start));
            Guarded bytes = new Guarded(in);
            return new InputText(stored, Files.size(path), bytes, new InputStreamReader(bytes, charset));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The first bytes, each as a character, without going past them. */
    private static String start(InputStream in) throws IOException {
        in.mark(LONGEST_SIGNATURE);
        byte[] start = in.readNBytes(LONGEST_SIGNATURE);
        in.reset();
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    private static void refuseOthers(Path path, InputStream in, String start) throws IOException {
        String found = start.startsWith("PK\u0003\u0004")
                ? archive(in)
                : start.startsWith("\u00D0\u00CF\u0011\u00E0")
                        ? "is an Excel workbook (.xls)" + AS_CSV
                        : start.startsWith("PAR1")
                                ? "is a Parquet file; write its rows as CSV and import that"
                                : start.startsWith("\u00FF\u00FE\0\0")
                                        ? "is UTF-32; save it as UTF-8 and import that"
                                        : "";
        if (!found.isEmpty()) {
            throw new UnusableFile(path.getFileName() + ": " + found);
        }
    }

    private static String archive(InputStream in) throws IOException {
        // it is refused, so nothing is read after it
        @SuppressWarnings("resource")
        ZipInputStream archive = new ZipInputStream(in);
        var entry = archive.getNextEntry();
        String first = entry == null ? "" : entry.getName();
        return first.startsWith("[Content_Types]") || first.startsWith("_rels/")
                ? "is an Excel workbook (.xlsx)" + AS_CSV
                : "is a zip archive" + (first.isEmpty() ? "" : " that begins with " + first)
                        + "; take the files out of it and import those, as they are or gzipped";
    }

    private static Charset charset(String start) {
        return start.startsWith("\u00FF\u00FE")
                ? StandardCharsets.UTF_16LE
                : start.startsWith("\u00FE\u00FF") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static int markLength(String start) {
        return start.startsWith("\u00EF\u00BB\u00BF") ? 3 : charset(start).equals(StandardCharsets.UTF_8) ? 0 : 2;
    }

    Reader reader() {
        return reader;
    }

    /** The file's length in bytes, as it is stored. */
    long length() {
        return length;
    }

    /** How many of them were read so far, by whichever thread. */
    long position() {
        return stored.position;
    }

    /** The file's own bytes, counted. */
    private static final class Stored extends FilterInputStream {

        private volatile long position;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads, others only look
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            position += Math.max(0, read);
            return read;
        }
    }

    /** Why the text ends before its file does, or null. */
    @Nullable
    IOException failure() {
        return bytes.failure;
    }

    /** Why something cannot be read, in words. */
    static String why(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "this user may not read it";
        }
        String said = error instanceof FileSystemException failed ? failed.getReason() : error.getMessage();
        return said != null ? said : error instanceof EOFException ? "it breaks off" : "no reason is given";
    }

    /** Bytes that end where they cannot be read on. */
    private static final class Guarded extends FilterInputStream {

        private @Nullable IOException failure;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            try {
                return failure == null ? super.read(into, from, length) : -1;
            } catch (IOException e) {
                failure = e;
                return -1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
