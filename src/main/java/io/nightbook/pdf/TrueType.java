package io.nightbook.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A TrueType font as its file gives it: which glyph a character has, how wide it is, and its outline's bytes. */
final class TrueType {

    static final int SIMPLE_HEADER = 10;

    private static final int MAGIC = 0x00010000;
    private static final int COLLECTION = 0x74746366;
    private static final List<String> NEEDED =
            List.of("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post");

    private final String name;
    private final ByteBuffer file;
    private final Map<String, ByteBuffer> tables = new HashMap<>();
    private final Map<Integer, Integer> glyphs = new HashMap<>();

    private TrueType(String name, byte[] bytes) {
        this.name = name;
        this.file = ByteBuffer.wrap(bytes);
        int directory = directory(file);
        int count = file.getShort(directory + 4);
        for (int i = 0; i < count; i++) {
            int entry = directory + 12 + 16 * i;
            String tag = new String(bytes, entry, 4, StandardCharsets.ISO_8859_1);
            tables.put(tag, file.slice(file.getInt(entry + 8), file.getInt(entry + 12)));
        }
        if (tables.containsKey("cmap")) {
            readCharacters(table("cmap"));
        }
    }

    /** Where the tables are listed: of a collection, those of its first font. */
    private static int directory(ByteBuffer file) {
        return file.getInt(0) == COLLECTION ? file.getInt(12) : 0;
    }

    /** Reads a font from the class path; it is named by its file. */
    static TrueType load(String resource) {
        try (InputStream in = TrueType.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the font " + resource + " is missing from the program; build it anew");
            }
            String file = resource.substring(resource.lastIndexOf('/') + 1);
            return new TrueType(file.substring(0, file.length() - ".ttf".length()), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a font file; it is named by it.
     *
     * @throws UnusableFont if it is none with TrueType outlines
     */
    static TrueType read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer start = ByteBuffer.wrap(bytes);
            if (bytes.length < 16 || start.getInt(directory(start)) != MAGIC) {
                throw new UnusableFont(
                        file, "is no TrueType font; files with other outlines (.otf, and some .ttc) are none");
            }
            TrueType font = new TrueType(
                    String.valueOf(file.getFileName())
                            .replaceFirst("\\.[^.]*$", "")
                            .replaceAll("[^A-Za-z0-9-]", "-"),
                    bytes);
            for (String table : NEEDED) {
                if (!font.tables.containsKey(table)) {
                    throw new UnusableFont(file, "has no table " + table);
                }
            }
            return font;
        } catch (IndexOutOfBoundsException e) {
            throw new UnusableFont(file, "is cut short or broken");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    ByteBuffer table(String tag) {
        return Objects.requireNonNull(tables.get(tag), tag);
    }

    /** Takes the Windows tables: format 4 for the basic plane, format 12 for all. */
    private void readCharacters(ByteBuffer cmap) {
        int count = cmap.getShort(2);
        for (int i = 0; i < count; i++) {
            int entry = 4 + 8 * i;
            if (cmap.getShort(entry) == 3) {
                int offset = cmap.getInt(entry + 4);
                ByteBuffer table = cmap.slice(offset, cmap.limit() - offset);
                if (table.getShort(0) == 4) {
                    readFormat4(table);
                } else if (table.getShort(0) == 12) {
                    readFormat12(table);
                }
            }
        }
    }

    private void readFormat4(ByteBuffer table) {
        int segments = unsigned(table, 6) / 2;
        for (int s = 0; s < segments; s++) {
            int end = unsigned(table, 14 + 2 * s);
            int start = unsigned(table, 16 + 2 * (segments + s));
            int delta = unsigned(table, 16 + 2 * (2 * segments + s));
            int rangeAt = 16 + 2 * (3 * segments + s);
            int range = unsigned(table, rangeAt);
            for (int c = start; c <= end && c != 0xFFFF; c++) {
                int glyph = range == 0 ? c : unsigned(table, rangeAt + range + 2 * (c - start));
                if (glyph != 0) {
                    glyphs.put(c, glyph + delta & 0xFFFF);
                }
            }
        }
    }

    private void readFormat12(ByteBuffer table) {
        int groups = table.getInt(12);
        for (int g = 0; g < groups; g++) {
            int at = 16 + 12 * g;
            int start = table.getInt(at);
            for (int c = start; c <= table.getInt(at + 4); c++) {
                glyphs.put(c, table.getInt(at + 8) + c - start);
            }
        }
    }

    boolean has(int codePoint) {
        return glyphs.containsKey(codePoint);
    }

    /** The glyph of a character that the font has. */
    int glyph(int codePoint) {
        return Objects.requireNonNull(glyphs.get(codePoint));
    }

    int glyphCount() {
        return unsigned(table("maxp"), 4);
    }

    /** Advance width and left side bearing of a glyph, as they stand in the table. */
    int metrics(int glyph) {
        int wide = unsigned(table("hhea"), 34);
        ByteBuffer metrics = table("hmtx");
        if (glyph < wide) {
            return metrics.getInt(4 * glyph);
        }
        int bearing = unsigned(metrics, 4 * wide + 2 * (glyph - wide));
        return unsigned(metrics, 4 * (wide - 1)) << 16 | bearing;
    }

    /** The outline of a glyph; empty for a space. */
    ByteBuffer outline(int glyph) {
        ByteBuffer places = table("loca");
        boolean isLong = table("head").getShort(50) == 1;
        int from = isLong ? places.getInt(4 * glyph) : 2 * unsigned(places, 2 * glyph);
        int to = isLong ? places.getInt(4 * glyph + 4) : 2 * unsigned(places, 2 * glyph + 2);
        return table("glyf").slice(from, to - from);
    }

    static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }
}
