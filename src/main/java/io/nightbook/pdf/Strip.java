package io.nightbook.pdf;

import org.jspecify.annotations.Nullable;

/** A strip of a page, as high as it says; a page is strips one below the other. */
interface Strip {

    float LEFT = 50;
    float RIGHT = Pen.WIDTH - 50;

    float height();

    void draw(Pen pen, float top);

    /** What must fit on the page from here on: more than the height where the next strip has to stay with this one. */
    default float needs() {
        return height();
    }

    /** What is repeated above it where it begins a page, or null. */
    default @Nullable Strip head() {
        return null;
    }

    /** White space. */
    record Gap(float height) implements Strip {
        @Override
        public void draw(Pen pen, float top) {}
    }

    /** A heading, which the next strips stay with. */
    record Heading(String text) implements Strip {
        @Override
        public float height() {
            return 20;
        }

        @Override
        public float needs() {
            return 70;
        }

        @Override
        public void draw(Pen pen, float top) {
            pen.textWithin(Style.HEADING, LEFT, RIGHT, top + 13, text);
        }
    }
}
