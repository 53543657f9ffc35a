package io.nightbook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A process whose locale knows ASCII alone, as in a container without one ({@code LC_ALL=C}): Java then reads other letters
 * of the command line as question marks and opens no file whose name has any, and nothing inside the process can change that.
 *
 * <p>So where such letters were given, and only then, the program runs in a second process with {@code C.UTF-8}, which gets
 * the arguments as they were typed. The first one hands on signals and the exit code, and if it dies the second one ends too.
 */
final class NarrowLocale {

    private static final Path TYPED = Path.of("/proc/self/cmdline");
    private static final Path ENVIRONMENT = Path.of("/proc/self/environ");
    /** Followed by the number of the first process, a colon and the arguments in Base64, each ended by a NUL. */
    private static final String HANDED_ON = "--handed-on-by=";

    private static final Pattern IS_HANDED_ON = Pattern.compile(HANDED_ON + "\\d{1,18}:[A-Za-z0-9+/]*=*");

    private static final int WRONG_USAGE = 2;
    private static final int KILLED = 137;

    private NarrowLocale() {}

    /**
     * Runs the program in another process where this one cannot read its arguments.
     *
     * @return its exit code; empty where this process can go on itself
     */
    static OptionalInt leave(String[] args) throws IOException, InterruptedException {
        if (!isNarrow() || !Files.isReadable(TYPED)) {
            return OptionalInt.empty();
        }
        if (isHandedOn(args)) {
            return OptionalInt.of(complain("no locale C.UTF-8 is installed; set LC_ALL to one of UTF-8 that is"));
        }
        List<byte[]> typed = split(Files.readAllBytes(TYPED));
        if (typed.stream().allMatch(NarrowLocale::isAscii) && isEnvironmentAscii()) {
            return OptionalInt.empty();
        }
        int first = typed.size() - args.length;
        if (!typed.stream().allMatch(NarrowLocale::isUtf8)) {
            return OptionalInt.of(
                    complain(
                            "they are not UTF-8 text either; write them as such, or set LC_ALL to the locale that they are in"));
        }
        return OptionalInt.of(run(typed.subList(1, first), typed.subList(first, typed.size())));
    }

    /** The arguments as they were typed, whichever process reads them. */
    static String[] arguments(String[] args) {
        if (!isHandedOn(args)) {
            return args;
        }
        String[] parts = args[0].substring(HANDED_ON.length()).split(":", -1);
        endWith(Long.parseLong(parts[0]));
        return split(Base64.getDecoder().decode(parts[1])).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toArray(String[]::new);
    }

    private static boolean isNarrow() {
        String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(charset) && Charset.forName(charset).equals(StandardCharsets.US_ASCII);
    }

    private static boolean isHandedOn(String[] args) {
        return args.length == 1 && IS_HANDED_ON.matcher(args[0]).matches();
    }

    /** Whether the folder that it runs in and its own settings are ASCII; what else there is is not read. */
    private static boolean isEnvironmentAscii() throws IOException {
        return split(Files.readAllBytes(ENVIRONMENT)).stream()
                .filter(entry -> new String(entry, StandardCharsets.ISO_8859_1).matches("(?s)(PWD=|NIGHTBOOK_).*"))
                .allMatch(NarrowLocale::isAscii);
    }

    private static int run(List<byte[]> java, List<byte[]> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        java.forEach(word -> command.add(new String(word, StandardCharsets.UTF_8)));
        command.add(HANDED_ON + ProcessHandle.current().pid() + ":"
                + Base64.getEncoder().encodeToString(join(arguments)));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> handOnSignal(process), "hand-on-signal"));
        return process.waitFor();
    }

    /** When this process is told to stop, so is the other one; what it says by its exit code is said here. */
    private static void handOnSignal(Process process) {
        if (process.isAlive()) {
            process.destroy();
            Runtime.getRuntime().halt(process.onExit().join().exitValue());
        }
    }

    /** A killed process can hand on nothing: then this one goes by itself, as if it had been killed. */
    private static void endWith(long first) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.current()
                            .parent()
                            .filter(parent -> parent.pid() == first)
                            .ifPresent(parent -> parent.onExit().join());
                    Runtime.getRuntime().halt(KILLED);
                },
                "watch-first-process");
        watch.setDaemon(true);
        watch.start();
    }

    private static int complain(String remedy) {
        System.err.println("The arguments cannot be read under the locale of this process, which knows ASCII alone: "
                + remedy + ".");
        return WRONG_USAGE;
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        return words;
    }

    private static byte[] join(List<byte[]> words) {
        ByteBuffer joined = ByteBuffer.allocate(
                words.stream().mapToInt(word -> word.length + 1).sum());
        words.forEach(word -> joined.put(word).put((byte) 0));
        return joined.array();
    }

    private static boolean isAscii(byte[] word) {
        for (byte letter : word) {
            if (letter < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] word) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
