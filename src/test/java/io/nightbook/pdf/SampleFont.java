package io.nightbook.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Fonts of one's own, for tests. */
public final class SampleFont {

    private SampleFont() {}

    /** Writes a font with one character, drawn as an A. */
    public static Path of(int character, Path file) throws IOException {
        byte[] font = FontSubset.of(Fonts.SHIPPED.regular().get(0), new TreeSet<>(List.of((int) 'A')));
        ByteBuffer bytes = ByteBuffer.wrap(font);
        int group = 0;
        while (bytes.getInt(group) != 'A' || bytes.getInt(group + 4) != 'A') {
            group++;
        }
        bytes.putInt(group, character).putInt(group + 4, character);
        Files.createDirectories(file.getParent());
        return Files.write(file, font);
    }
}
