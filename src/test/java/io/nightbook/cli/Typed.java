package io.nightbook.cli;

import io.nightbook.Nightbook;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command line did in this process.
 *
 * @param code its exit code
 */
public record Typed(int code, String out, String err) {

    /**
     * Runs a command line as if it were typed, with these environment variables and no others, but that no server is left
     * behind unless they ask for it.
     */
    public static Typed nightbook(Map<String, String> environment, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            Map<String, String> all = new HashMap<>(environment);
            all.putIfAbsent("NIGHTBOOK_KEEP_SERVER", "0");
            int code = Nightbook.run(all, arguments);
            return new Typed(
                    code, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
