package io.nightbook.batch.explain;

import java.util.ArrayList;
import java.util.List;

/** Lines of an explanation in the making; control characters of foreign ids are shown as a replacement mark. */
final class ExplanationPage {

    private final List<String> lines;
    private final String margin;

    ExplanationPage() {
        this(new ArrayList<>(), "");
    }

    private ExplanationPage(List<String> lines, String margin) {
        this.lines = lines;
        this.margin = margin;
    }

    void say(String text) {
        lines.add(margin + text.replaceAll("\\p{Cntrl}", "\uFFFD"));
    }

    void say(List<String> texts) {
        texts.forEach(this::say);
    }

    /** The same page, its further lines set in by one step. */
    ExplanationPage inner() {
        return new ExplanationPage(lines, margin + "  ");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
