package io.nightbook.postgres;

import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is rolled up of one account: rows of {@code usage_rollup}, whose arrays stand side by side, added up by key. */
final class RolledUp {

    private final Map<Key, Sum> sums = new HashMap<>();

    /** What usage of an account is rolled up by; the slot is null where it begins with the day. */
    record Key(LocalDate bearsOn, @Nullable Instant slot, Timing timing, int meterNo) {}

    /** Sums under a key. */
    record Sum(long events, BigDecimal credits, BigDecimal cost) {

        Sum plus(Sum more) {
            return new Sum(events + more.events, credits.add(more.credits), cost.add(more.cost));
        }
    }

    /** Adds what a row holds of the days from {@code since} on. */
    void add(ResultSet row, LocalDate since) throws SQLException {
        Elements days = Elements.of(row, "days");
        Elements slots = Elements.of(row, "slots");
        Elements lates = Elements.of(row, "lates");
        Elements meters = Elements.of(row, "meters");
        Elements counts = Elements.of(row, "counts");
        Elements amounts = Elements.of(row, "amounts");
        Elements costs = Elements.of(row, "costs");
        while (days.next()) {
            boolean whole =
                    slots.next() && lates.next() && meters.next() && counts.next() && amounts.next() && costs.next();
            if (!whole) {
                throw new IllegalStateException("usage of account " + row.getInt("account_no")
                        + " is rolled up in arrays of different lengths");
            }
            LocalDate day = days.date();
            if (!day.isBefore(since)) {
                Key key = new Key(day, slots.instant(), lates.isTrue() ? Timing.LATE : Timing.IN_TIME, meters.number());
                Sum sum = new Sum(counts.count(), new BigDecimal(amounts.text()), new BigDecimal(costs.text()));
                sums.merge(key, sum, Sum::plus);
            }
        }
    }

    /** Each key with its sums; corrections may leave no events, and then there is nothing. */
    void forEach(BiConsumer<Key, Sum> each) {
        sums.forEach((key, sum) -> {
            if (sum.events() != 0) {
                each.accept(key, sum);
            }
        });
    }

    void clear() {
        sums.clear();
    }

    /** The elements of an array as PostgreSQL writes it: {@code {1,NULL,"a b"}}. None of ours holds a comma or a quote. */
    private static final class Elements {

        private final String array;
        private int begin;
        private int end;

        private Elements(String array) {
            this.array = array;
        }

        static Elements of(ResultSet row, String column) throws SQLException {
            return new Elements(Objects.requireNonNull(row.getString(column)));
        }

        boolean next() {
            begin = end + 1;
            if (begin >= array.length() - 1) {
                return false;
            }
            int comma = array.indexOf(',', begin);
            end = comma < 0 ? array.length() - 1 : comma;
            return true;
        }

        String text() {
            return array.charAt(begin) == '"' ? array.substring(begin + 1, end - 1) : array.substring(begin, end);
        }

        boolean isTrue() {
            return array.charAt(begin) == 't';
        }

        /** A date of four digits for the year, such as 2026-10-05. */
        LocalDate date() {
            return LocalDate.of(digits(0, 4), digits(5, 7), digits(8, 10));
        }

        private int digits(int from, int until) {
            return Integer.parseInt(array, begin + from, begin + until, 10);
        }

        int number() {
            return Integer.parseInt(array, begin, end, 10);
        }

        long count() {
            return Long.parseLong(array, begin, end, 10);
        }

        /** A timestamp in UTC, such as 2026-10-05 12:00:00.5+00. */
        @Nullable
        Instant instant() {
            if (array.charAt(begin) == 'N') {
                return null;
            }
            String text = text();
            return Instant.parse(
                    text.substring(0, text.length() - "+00".length()).replace(' ', 'T') + "Z");
        }
    }
}
