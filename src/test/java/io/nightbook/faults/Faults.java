package io.nightbook.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All faults at all instants of all stories: {@code ./mvnw -Pfaults verify} with {@code -Dfaults.every=10} for each tenth
 * instant, {@code -Dfaults.from=3} for others of them, {@code -Dfaults.kinds=KILL,STOP_SERVER} and
 * {@code -Dfaults.stories=NIGHT} for some. Ends with 1 if any fault leaves other books than an undisturbed twin.
 *
 * <p>One trial after the other: Spring Batch takes executions of one number for the same one, over all databases of a process.
 */
public final class Faults {

    private final PrintStream out = System.out;
    private final int every = Integer.getInteger("faults.every", 1);
    private final int from = Integer.getInteger("faults.from", 1);

    private Faults() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "faults")), "run");
        long differing = new Faults().run(folder.toAbsolutePath());
        System.exit(differing == 0 ? 0 : 1);
    }

    private long run(Path folder) {
        List<Twin> twins = new ArrayList<>();
        for (Story story : chosen("faults.stories", Story.values())) {
            Twin twin = Twin.of(story, folder);
            out.printf(
                    "%s: %d statements, %d changes of files%n",
                    story.words(), twin.extent().statements(), twin.extent().files());
            twins.add(twin);
        }
        long differing = 0;
        for (Kind kind : chosen("faults.kinds", Kind.values())) {
            differing += all(kind, twins);
        }
        return differing;
    }

    private static <E extends Enum<E>> List<E> chosen(String property, E[] all) {
        String names = System.getProperty(property, "");
        return Arrays.stream(all)
                .filter(one -> names.isEmpty() || List.of(names.split(",", -1)).contains(one.name()))
                .toList();
    }

    /** Tries a kind of fault at all instants; answers how many of them leave other books. */
    private long all(Kind kind, List<Twin> twins) {
        long tried = 0;
        long differing = 0;
        for (Twin twin : twins) {
            for (int instant = from; instant <= twin.instants(kind); instant += every) {
                if (instant < twin.first(kind)) {
                    continue;
                }
                Trial.Outcome outcome = Trial.of(twin, kind, instant);
                tried++;
                if (!outcome.isSame()) {
                    differing++;
                    out.println("  " + outcome);
                }
            }
        }
        out.printf(
                "%-22s %,6d points, %,6d the same books, %,4d differing%n",
                kind.words(), tried, tried - differing, differing);
        return differing;
    }
}
