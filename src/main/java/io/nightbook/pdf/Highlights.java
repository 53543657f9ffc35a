package io.nightbook.pdf;

import java.util.List;

/** The few facts that matter most, large, in a pale band. */
record Highlights(List<Fact> facts) implements Strip {

    private static final float BAND = 44;
    private static final float PAD = 10;

    record Fact(String label, String value) {}

    @Override
    public float height() {
        return BAND + 14;
    }

    @Override
    public void draw(Pen pen, float top) {
        pen.box(Ink.BAND, LEFT, top, RIGHT - LEFT, BAND);
        float width = (RIGHT - LEFT) / facts.size();
        for (int i = 0; i < facts.size(); i++) {
            float left = LEFT + PAD + width * i;
            pen.text(Style.LABEL, left, top + 15, facts.get(i).label());
            pen.textWithin(
                    Style.FIGURE,
                    left,
                    left + width - PAD,
                    top + 33,
                    facts.get(i).value());
        }
    }
}
