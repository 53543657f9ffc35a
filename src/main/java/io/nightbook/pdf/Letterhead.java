package io.nightbook.pdf;

import java.util.ArrayList;
import java.util.List;

/** What a document begins with: its title, who it is about, and a column of facts on the right. */
final class Letterhead implements Strip {

    private static final float LINE = 11.5f;
    private static final float BLOCKS_AT = 44;
    private static final float BLOCK_WIDTH = 150;
    private static final float BLOCK_STEP = 162;
    private static final float FACTS_LEFT = 374;
    private static final float FACT_WIDTH = 108;
    private static final int MOST_LINES = 12;

    private final String title;
    private final Typefaces typefaces;
    private final List<List<Line>> blocks = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    Letterhead(String title, Typefaces typefaces) {
        this.title = title;
        this.typefaces = typefaces;
    }

    private record Line(Style style, String text) {}

    private record Fact(String label, String value) {}

    /** Adds a block: a label, a name in bold, and lines below it. */
    Letterhead block(String label, String name, List<String> lines) {
        List<Line> block = new ArrayList<>();
        block.add(new Line(Style.LABEL, label));
        wrapped(Style.STRONG, name, BLOCK_WIDTH).forEach(line -> block.add(new Line(Style.STRONG, line)));
        for (String text : lines) {
            wrapped(Style.BODY, text, BLOCK_WIDTH).forEach(line -> block.add(new Line(Style.BODY, line)));
        }
        blocks.add(block);
        return this;
    }

    /** Adds a fact; an empty one is left out. */
    Letterhead fact(String label, String value) {
        String shown = label;
        if (!value.isEmpty()) {
            for (String line : wrapped(Style.BODY, value, FACT_WIDTH)) {
                facts.add(new Fact(shown, line));
                shown = "";
            }
        }
        return this;
    }

    private List<String> wrapped(Style style, String text, float width) {
        return Wrapping.of(text, typefaces.of(style.weight()), style.size(), width, MOST_LINES);
    }

    @Override
    public float height() {
        int lines = facts.size();
        for (List<Line> block : blocks) {
            lines = Math.max(lines, block.size());
        }
        return BLOCKS_AT + LINE * lines + 14;
    }

    @Override
    public void draw(Pen pen, float top) {
        pen.text(Style.TITLE, LEFT, top + 18, title);
        float left = LEFT;
        for (List<Line> block : blocks) {
            float at = top + BLOCKS_AT + 8;
            for (Line line : block) {
                pen.text(line.style(), left, at, line.text());
                at += LINE;
            }
            left += BLOCK_STEP;
        }
        float at = top + BLOCKS_AT + 8;
        for (Fact fact : facts) {
            pen.text(Style.LABEL, FACTS_LEFT, at, fact.label());
            pen.textTo(Style.BODY, RIGHT, at, fact.value());
            at += LINE;
        }
    }
}
