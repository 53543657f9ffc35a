package io.nightbook.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * A font cut down to some characters: few glyphs, numbered anew, without hints, which a page does not need.
 *
 * <p>A full font has thousands of glyphs, and each document that embeds it reads them all; a font that is cut down once
 * is embedded as it is. The same characters give the same bytes and the same name.
 */
final class FontSubset {

    private static final int COMPOSITE_WORDS = 0x0001;
    private static final int COMPOSITE_SCALE = 0x0008;
    private static final int COMPOSITE_MORE = 0x0020;
    private static final int COMPOSITE_TWO_SCALES = 0x0040;
    private static final int COMPOSITE_MATRIX = 0x0080;
    private static final int COMPOSITE_HINTED = 0x0100;
    private static final int CHECKSUM = 0xB1B0AFBA;

    private final TrueType font;
    private final NavigableSet<Integer> characters;
    private final Map<Integer, Integer> numbers = new LinkedHashMap<>();
    private final List<byte[]> outlines = new ArrayList<>();

    private FontSubset(TrueType font, NavigableSet<Integer> characters) {
        this.font = font;
        this.characters = characters;
    }

    /** The bytes of a font with these characters, all of which it must have. */
    static byte[] of(TrueType font, NavigableSet<Integer> characters) {
        return new FontSubset(font, characters).write();
    }

    private byte[] write() {
        number(0);
        characters.forEach(c -> number(font.glyph(c)));
        List<Integer> old = new ArrayList<>(numbers.keySet());
        for (int i = 0; i < old.size(); i++) {
            outlines.add(unhinted(font.outline(old.get(i)), old));
        }
        Map<String, byte[]> tables = new TreeMap<>();
        tables.put("OS/2", bytes(font.table("OS/2")));
        tables.put("cmap", characterMap());
        tables.put("glyf", join(outlines));
        tables.put("head", head());
        tables.put("hhea", with(font.table("hhea"), 34, old.size()));
        tables.put("hmtx", metrics(old));
        tables.put("loca", places());
        tables.put("maxp", with(font.table("maxp"), 4, old.size()));
        tables.put("name", name());
        tables.put("post", post());
        return file(tables);
    }

    private int number(int glyph) {
        return numbers.computeIfAbsent(glyph, g -> numbers.size());
    }

    // ---------------------------------------------------------------- outlines

    /** An outline without its hints, padded to four bytes; parts of a composite glyph are taken along. */
    private byte[] unhinted(ByteBuffer outline, List<Integer> old) {
        if (outline.limit() == 0) {
            return new byte[0];
        }
        int contours = outline.getShort(0);
        byte[] plain = contours < 0 ? composite(outline, old) : simple(outline, contours);
        return java.util.Arrays.copyOf(plain, plain.length + 3 & ~3);
    }

    private static byte[] simple(ByteBuffer outline, int contours) {
        int hintsAt = TrueType.SIMPLE_HEADER + 2 * contours;
        int rest = hintsAt + 2 + TrueType.unsigned(outline, hintsAt);
        return ByteBuffer.allocate(hintsAt + 2 + outline.limit() - rest)
                .put(outline.slice(0, hintsAt))
                .putShort((short) 0)
                .put(outline.slice(rest, outline.limit() - rest))
                .array();
    }

    private byte[] composite(ByteBuffer outline, List<Integer> old) {
        ByteBuffer plain = ByteBuffer.allocate(outline.limit()).put(0, outline, 0, outline.limit());
        int at = TrueType.SIMPLE_HEADER;
        int flags;
        do {
            flags = TrueType.unsigned(outline, at);
            int part = TrueType.unsigned(outline, at + 2);
            if (!numbers.containsKey(part)) {
                old.add(part);
            }
            plain.putShort(at, (short) (flags & ~COMPOSITE_HINTED));
            plain.putShort(at + 2, (short) number(part));
            at += 4 + ((flags & COMPOSITE_WORDS) != 0 ? 4 : 2) + scaleBytes(flags);
        } while ((flags & COMPOSITE_MORE) != 0);
        return java.util.Arrays.copyOf(plain.array(), at);
    }

    private static int scaleBytes(int flags) {
        if ((flags & COMPOSITE_SCALE) != 0) {
            return 2;
        }
        if ((flags & COMPOSITE_TWO_SCALES) != 0) {
            return 4;
        }
        return (flags & COMPOSITE_MATRIX) != 0 ? 8 : 0;
    }

    private byte[] places() {
        ByteBuffer places = ByteBuffer.allocate(4 * outlines.size() + 4);
        int at = 0;
        for (byte[] outline : outlines) {
            places.putInt(at);
            at += outline.length;
        }
        return places.putInt(at).array();
    }

    private byte[] metrics(List<Integer> old) {
        ByteBuffer metrics = ByteBuffer.allocate(4 * old.size());
        old.forEach(glyph -> metrics.putInt(font.metrics(glyph)));
        return metrics.array();
    }

    // ---------------------------------------------------------------- small tables

    /** One table of format 12, one group for each character. */
    private byte[] characterMap() {
        int length = 16 + 12 * characters.size();
        ByteBuffer map = ByteBuffer.allocate(12 + length);
        map.putShort((short) 0).putShort((short) 1).putShort((short) 3).putShort((short) 10);
        map.putInt(12).putShort((short) 12).putShort((short) 0).putInt(length).putInt(0);
        map.putInt(characters.size());
        characters.forEach(c -> map.putInt(c).putInt(c).putInt(number(font.glyph(c))));
        return map.array();
    }

    private byte[] head() {
        byte[] head = bytes(font.table("head"));
        ByteBuffer.wrap(head).putInt(8, 0).putShort(50, (short) 1);
        return head;
    }

    /** The name with a prefix that says it is a part of the font, and which. */
    private byte[] name() {
        byte[] text = (prefix() + "+" + font.name()).getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer name = ByteBuffer.allocate(18 + text.length);
        name.putShort((short) 0).putShort((short) 1).putShort((short) 18);
        name.putShort((short) 3).putShort((short) 1).putShort((short) 0x409).putShort((short) 6);
        return name.putShort((short) text.length).putShort((short) 0).put(text).array();
    }

    private String prefix() {
        long hash = Integer.toUnsignedLong(characters.hashCode());
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            prefix.append((char) ('A' + hash % 26));
            hash /= 26;
        }
        return prefix.toString();
    }

    private byte[] post() {
        byte[] post = java.util.Arrays.copyOf(bytes(font.table("post")), 32);
        ByteBuffer.wrap(post).putInt(0, 0x00030000);
        return post;
    }

    private static byte[] with(ByteBuffer table, int at, int value) {
        byte[] changed = bytes(table);
        ByteBuffer.wrap(changed).putShort(at, (short) value);
        return changed;
    }

    private static byte[] bytes(ByteBuffer table) {
        byte[] bytes = new byte[table.limit()];
        table.get(0, bytes);
        return bytes;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    // ---------------------------------------------------------------- the file

    private static byte[] file(Map<String, byte[]> tables) {
        int count = tables.size();
        int power = Integer.highestOneBit(count);
        ByteBuffer directory = ByteBuffer.allocate(12 + 16 * count);
        directory.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power));
        directory.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (count - power)));
        List<byte[]> parts = new ArrayList<>();
        int at = directory.capacity();
        int headAt = 0;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] padded = java.util.Arrays.copyOf(table.getValue(), table.getValue().length + 3 & ~3);
            directory.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1));
            directory.putInt(sum(padded)).putInt(at).putInt(table.getValue().length);
            headAt = table.getKey().equals("head") ? at : headAt;
            at += padded.length;
            parts.add(padded);
        }
        parts.add(0, directory.array());
        byte[] file = join(parts);
        ByteBuffer.wrap(file).putInt(headAt + 8, CHECKSUM - sum(file));
        return file;
    }

    private static int sum(byte[] padded) {
        ByteBuffer words = ByteBuffer.wrap(padded);
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }
}
