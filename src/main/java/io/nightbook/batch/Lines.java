package io.nightbook.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Text written where no checked exception may pass. */
final class Lines {

    private Lines() {}

    static void write(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
