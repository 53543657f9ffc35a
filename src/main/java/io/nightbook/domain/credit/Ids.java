package io.nightbook.domain.credit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ids of batches that the timeline derives, and the order of all ids. */
public final class Ids {

    private static final List<String> PREFIXES = List.of("allowance:", "rollover:", "trial:", "bonus:");

    /** By UTF-8 bytes, which is by code point. */
    public static final Comparator<String> ORDER = Ids::compare;

    private Ids() {}

    public static String allowance(String account, LocalDate firstDay) {
        return "allowance:" + account + ":" + firstDay;
    }

    /** A carry bears the date of its origin. */
    public static String rollover(String allowanceId) {
        return "rollover:" + allowanceId.substring("allowance:".length());
    }

    public static String trial(String account) {
        return "trial:" + account;
    }

    public static String bonus(String topUpId) {
        return "bonus:" + topUpId;
    }

    /** The day that an allowance, or the carry of one, bears in its id; none for other ids. */
    public static Optional<LocalDate> dayIn(String id) {
        if (!id.startsWith("allowance:") && !id.startsWith("rollover:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(id.substring(id.lastIndexOf(':') + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // an id that a file brought
        }
    }

    /** Whether an id looks like a derived one, and so may not be imported. */
    public static boolean isReserved(String id) {
        return PREFIXES.stream().anyMatch(id::startsWith);
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // surrogates stand for code points above every other char
                boolean highX = Character.isSurrogate(x);
                boolean highY = Character.isSurrogate(y);
                return highX == highY ? Character.compare(x, y) : Boolean.compare(highX, highY);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
