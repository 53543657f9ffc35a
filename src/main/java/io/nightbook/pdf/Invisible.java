package io.nightbook.pdf;

/** Characters that draw nothing themselves: they say how their neighbours join, break, vary or run. */
final class Invisible {

    private static final int SOFT_HYPHEN = 0xAD;
    private static final int FIRST_SELECTOR = 0xFE00;
    private static final int LAST_SELECTOR = 0xFE0F;
    private static final int FIRST_SUPPLEMENTARY = 0xE0000;
    private static final int LAST_SUPPLEMENTARY = 0xE0FFF;
    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;
    /** Joiners of graphemes, fillers of Korean syllables, the variation selectors of Mongolian. */
    private static final String MORE = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u3164\uFFA0";
    /** Formats that are drawn: they stand around or above the digits that follow. */
    private static final String DRAWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u08E2";

    private Invisible() {}

    static boolean is(int c) {
        return c == SOFT_HYPHEN
                || (c >= FIRST_SELECTOR && c <= LAST_SELECTOR)
                || (c >= FIRST_SUPPLEMENTARY && c <= LAST_SUPPLEMENTARY)
                || MORE.indexOf(c) >= 0
                || (Character.getType(c) == Character.FORMAT && DRAWN.indexOf(c) < 0 && !isControl(c));
    }

    /** Whether it is no text at all: a control, half a character, or what makes text run against its letters. */
    static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || c == LEFT_TO_RIGHT_OVERRIDE
                || c == RIGHT_TO_LEFT_OVERRIDE;
    }
}
