package io.nightbook.batch;

import io.nightbook.pdf.FontAdvice;
import io.nightbook.pdf.Fonts;
import io.nightbook.pdf.Typefaces;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.WaitingStore;
import io.nightbook.postgres.WaitingStore.Waitings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Documents that wait for fonts, each run's in a sentence with what to do. What they tell is booked all the same. */
public final class WaitingDocuments {

    private static final int SHOWN = 3;

    private final WaitingStore waiting;

    public WaitingDocuments(Database database) {
        this.waiting = new WaitingStore(database);
    }

    public List<String> list() {
        return waiting.list().stream().map(WaitingDocuments::sentence).toList();
    }

    /** What waits of one run; empty where nothing does. */
    public List<String> of(int run) {
        return waiting.list().stream()
                .filter(one -> one.run() == run)
                .map(WaitingDocuments::sentence)
                .toList();
    }

    /** The runs of which some document waits that these fonts can set. */
    List<Integer> ready(Fonts fonts) {
        return waiting.list().stream()
                .filter(one -> one.lacking().stream()
                        .anyMatch(lacking ->
                                Typefaces.missing(List.of(lacking), fonts).isEmpty()))
                .map(Waitings::run)
                .toList();
    }

    private static String sentence(Waitings run) {
        NavigableSet<Integer> characters = new TreeSet<>();
        run.lacking().forEach(lacking -> lacking.codePoints().forEach(characters::add));
        return String.format(
                Locale.ROOT,
                "documents of run %d not published, %,d in all, for no font at hand can set them; they are booked: %s%s. %s. Then"
                        + " the next run publishes them, or at once nightbook publish %d; with --incomplete it does so now, with"
                        + " a sign for each such character",
                run.run(),
                run.documents(),
                String.join(", ", run.first()),
                run.documents() > run.first().size() ? " and others" : "",
                FontAdvice.of(characters),
                run.run());
    }

    /** Documents that would wait, as far as a preview computes them. */
    static List<String> preview(Collection<WaitingStore.Waiting> waiting) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        NavigableSet<Integer> characters = new TreeSet<>();
        waiting.forEach(one -> one.characters().codePoints().forEach(characters::add));
        return List.of(String.format(
                Locale.ROOT,
                "documents that will not be published, %,d in all, for no font at hand can set them: %s%s. %s",
                waiting.size(),
                String.join(
                        ", ",
                        waiting.stream()
                                .map(WaitingStore.Waiting::path)
                                .sorted()
                                .limit(SHOWN)
                                .toList()),
                waiting.size() > SHOWN ? " and others" : "",
                FontAdvice.of(characters)));
    }
}
