package io.nightbook.pdf;

/** The few colours of a page. */
enum Ink {
    TEXT(0x1C2530),
    MUTED(0x66717E),
    RULE(0xCDD4DB),
    PALE(0xDDE4EB),
    BAND(0xF1F4F7),
    NOTICE(0xFBF1E2),
    USED(0x2B5F8A),
    LOST(0xC58A3D);

    final int red;
    final int green;
    final int blue;

    Ink(int rgb) {
        this.red = rgb >> 16;
        this.green = rgb >> 8 & 0xFF;
        this.blue = rgb & 0xFF;
    }
}
