package io.nightbook;

/** Main. */
public final class Nightbook {
    private Nightbook() {}

    public static void main(String[] args) {}
}
