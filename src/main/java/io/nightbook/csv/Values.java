package io.nightbook.csv;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.time.LocalDays;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * How the text of a cell becomes a value. What is no value at all is malformed at once; what is one but lies outside its
 * range is for {@link #inRange} to say, later: the order of the reasons is fixed.
 */
final class Values {

    /** What a decoder puts where bytes mean no character. */
    static final char UNREADABLE = '\uFFFD';

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NUMBER = 60;
    private static final char STORABLE = ' ';
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("9999-01-01T00:00:00Z");

    private Values() {}

    /** An id: 1 to 128 characters of any script, no control characters. */
    static String id(String column, String text) {
        if (text.isEmpty()) {
            throw Rejected.malformed(column + " is empty");
        }
        if (text.length() > LONGEST_ID && text.codePointCount(0, text.length()) > LONGEST_ID) {
            throw Rejected.malformed(column + " is longer than " + LONGEST_ID + " characters");
        }
        return text(column, text);
    }

    /** Any text that can be stored: no NUL and no broken encoding. */
    static String text(String column, String text) {
        char unstorable = unstorable(text);
        if (unstorable != STORABLE) {
            throw Rejected.malformed(column
                    + (unstorable == 0
                            ? " holds a NUL character"
                            : " is not valid UTF-8; save the file as \"CSV UTF-8\""));
        }
        return text;
    }

    /** Whether the database can hold a text, and be asked for it. */
    static boolean isStorable(String text) {
        return unstorable(text) == STORABLE;
    }

    private static char unstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == UNREADABLE) {
                return c;
            }
        }
        return STORABLE;
    }

    /** A decimal with a point, no grouping, no exponent, at most {@code places} places that are not zero. */
    static BigDecimal decimal(String column, String text, int places) {
        if (!isDecimal(text)) {
            throw Rejected.malformed(column
                    + (text.isEmpty()
                            ? " is empty"
                            : " " + text + " is not a plain decimal"
                                    + (text.indexOf(',') < 0 ? "" : ": a point before the places, and no grouping")));
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > places) {
            value = value.stripTrailingZeros();
            if (value.scale() > places) {
                throw Rejected.malformed(column + " " + text + " has more than " + places + " places");
            }
        }
        return value;
    }

    /**
     * Lets a row's money be in its account's currency alone; an empty text says nothing.
     *
     * @throws Rejected conflict: the row contradicts the books, which know the account's currency
     */
    static void inCurrency(String column, String text, Account account) {
        String currency = account.currency().getCurrencyCode();
        if (!text.isBlank() && !text.strip().equalsIgnoreCase(currency)) {
            throw new Rejected(
                    Reason.CONFLICT,
                    column + " " + text(column, text) + " is not the currency of " + account.id() + ", " + currency
                            + "; give its money in " + currency + ", or send the row for an account in that currency");
        }
    }

    private static boolean isDecimal(String text) {
        int length = text.length();
        int i = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int digits = 0;
        int points = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1 && length <= LONGEST_NUMBER;
    }

    /** The value, if it is 0 or more and below 10^15. */
    static BigDecimal inRange(String column, BigDecimal value) {
        if (value.signum() < 0) {
            throw new Rejected(Reason.OUT_OF_RANGE, column + " " + value.toPlainString() + " is negative");
        }
        if (value.compareTo(Credits.BOUND) >= 0) {
            throw new Rejected(Reason.OUT_OF_RANGE, column + " " + value.toPlainString() + " is not below 10^15");
        }
        return value;
    }

    static LocalDate date(String column, String text) {
        try {
            if (text.length() == 10) {
                return isoDate(text);
            }
        } catch (DateTimeException e) {
            // said below, in words that name the column
        }
        throw Rejected.malformed(
                column + (text.isEmpty() ? " is empty" : " " + text + " is not a date such as 2026-10-31"));
    }

    static LocalDate inRange(String column, LocalDate date) {
        if (date.getYear() < 1970 || date.getYear() > 9998) {
            throw new Rejected(Reason.OUT_OF_RANGE, column + " " + date + " lies outside 1970 to 9998");
        }
        return date;
    }

    /** An instant, by the date that it was given as, or else by that in UTC. */
    static Instant inRange(String column, String text, Instant instant) {
        if (isDate(text)) {
            inRange(column, date(column, text));
        } else if (instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE)) {
            inRange(column, instant.atOffset(ZoneOffset.UTC).toLocalDate());
        }
        return instant;
    }

    /** Whether the text is a date, which means the start of that day in the account's zone. */
    static boolean isDate(String text) {
        return text.length() == 10;
    }

    /** An instant with an offset, or a date meaning the start of that day; cut to the microsecond. */
    static Instant instant(String column, String text, LocalDays days) {
        return isDate(text) ? days.startOf(date(column, text)) : instant(column, text);
    }

    /** An ISO 8601 instant with an offset, cut to the microsecond. */
    static Instant instant(String column, String text) {
        try {
            return parse(text);
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
            throw Rejected.malformed(column
                    + (text.isEmpty()
                            ? " is empty"
                            : " " + text + " is not an instant with an offset such as 2026-10-31T23:59:59Z"));
        }
    }

    /** yyyy-MM-ddTHH:mm[:ss[.fraction]] and Z, +hh:mm, +hhmm or +hh. */
    private static Instant parse(String text) {
        LocalDate date = isoDate(text);
        if (text.charAt(10) != 'T' || text.charAt(13) != ':') {
            throw new DateTimeException("no date and time");
        }
        int at = 16;
        int second = 0;
        int micros = 0;
        if (text.charAt(at) == ':') {
            second = two(text, at + 1);
            at += 3;
            if (text.charAt(at) == '.') {
                int first = ++at;
                while (isDigit(text.charAt(at))) {
                    micros = at - first < 6 ? micros * 10 + text.charAt(at) - '0' : micros;
                    at++;
                }
                if (at == first) {
                    throw new DateTimeException("no digit after the point");
                }
                for (int digits = at - first; digits < 6; digits++) {
                    micros *= 10;
                }
            }
        }
        LocalDateTime local = date.atTime(two(text, 11), two(text, 14), second, micros * 1000);
        return local.toInstant(offset(text.substring(at)));
    }

    private static ZoneOffset offset(String text) {
        return text.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(signed(text));
    }

    private static String signed(String text) {
        if (text.isEmpty() || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
            throw new DateTimeException("no offset");
        }
        return text;
    }

    private static LocalDate isoDate(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw new DateTimeException("no date");
        }
        return LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
    }

    private static int two(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        if (!isDigit(tens) || !isDigit(ones)) {
            throw new DateTimeException("no digits");
        }
        return (tens - '0') * 10 + ones - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
