package io.nightbook.yaml;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Texts that must have a certain shape or be one of certain words. */
final class Texts {

    private static final int LONGEST_ID = 128;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    private Texts() {}

    /** Any text that is not blank. */
    static String text(Value value) {
        return value.read("some text", text -> Optional.of(text).filter(t -> !t.isBlank()), "");
    }

    /** 1 to 128 characters of any script. */
    static String id(Value value) {
        return value.read(
                "1 to " + LONGEST_ID + " characters", text -> Optional.of(text).filter(Texts::isId), "");
    }

    private static boolean isId(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_ID
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** What may become part of a file name or an invoice number: letters, digits, point, dash, underscore. */
    static String name(Value value) {
        return value.read(
                "up to 64 letters, digits, points, dashes or underscores, a letter or digit first",
                text -> Optional.of(text).filter(NAME.asMatchPredicate()),
                "");
    }

    /** One of the words of a set that only the caller knows; empty after a problem. */
    static String oneOf(Collection<String> valid, String kind, Value value) {
        return oneOf(valid, kind, value, text -> Optional.empty());
    }

    /** As {@link #oneOf(Collection, String, Value)}, where {@code meant} may know a word for one that is none of them. */
    static String oneOf(Collection<String> valid, String kind, Value value, Function<String, Optional<String>> meant) {
        String text = text(value);
        if (!text.isEmpty() && !valid.contains(text)) {
            value.problem(
                    "unknown " + value.subject() + ": " + Excerpt.quoted(text),
                    meant.apply(text)
                            .map(word -> "did you mean '" + word + "'?")
                            .orElseGet(() -> Words.known(kind, valid).remedyFor(text)));
            return "";
        }
        return text;
    }

    /** A zone of the IANA time zone database. */
    static ZoneId zone(Value value) {
        String zone = oneOf(ZoneId.getAvailableZoneIds(), "zones", value);
        return zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone);
    }
}
