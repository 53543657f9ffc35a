package io.nightbook.domain.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A term in use that the catalog says otherwise now.
 *
 * @param on the local day from which the two differ, or differ anew; {@link LocalDate#MIN}: since ever
 */
public record TermEdit(String subject, LocalDate on, String name, String was, String is) {

    /**
     * A term in use, and the last local day on which its subject was.
     *
     * @param until inclusive; what begins later has not been used
     */
    public record InUse(Term term, LocalDate until) {}

    /**
     * Where a catalog differs from the terms in use, on the days up to their last; by subject, day and name.
     *
     * <p>What those did not speak of may be added at any time: another currency's price, a new meter. What is left out
     * altogether is no edit: who needs it is told so, by a rejected row or a parked account.
     */
    public static List<TermEdit> between(Collection<InUse> inUse, Collection<Term> catalog) {
        Map<String, History> before = new TreeMap<>();
        inUse.forEach(use -> historyOf(use.term(), before).add(use.term()));
        Map<String, History> after = new TreeMap<>();
        catalog.forEach(term -> historyOf(term, after).add(term));
        List<TermEdit> edits = new ArrayList<>();
        lastUses(inUse).forEach((subject, last) -> {
            History now = after.get(subject);
            if (now != null) {
                historyOf(subject, before).compare(now, last, edits);
            }
        });
        return edits;
    }

    /** The last local day on which each subject was in use. */
    public static Map<String, LocalDate> lastUses(Collection<InUse> inUse) {
        Map<String, LocalDate> last = new TreeMap<>();
        inUse.forEach(use -> last.merge(use.term().subject(), use.until(), (a, b) -> a.isAfter(b) ? a : b));
        return last;
    }

    private static History historyOf(Term term, Map<String, History> histories) {
        return historyOf(term.subject(), histories);
    }

    private static History historyOf(String subject, Map<String, History> histories) {
        return histories.computeIfAbsent(subject, History::new);
    }

    /** What is said of one subject, by the first day on which it holds. */
    private record History(String subject, TreeMap<LocalDate, Map<String, String>> byDay) {

        History(String subject) {
            this(subject, new TreeMap<>());
        }

        void add(Term term) {
            byDay.computeIfAbsent(term.from(), day -> new TreeMap<>()).put(term.name(), term.text());
        }

        /** What holds on a day: nothing before the first. */
        Map<String, String> on(LocalDate day) {
            Map.Entry<LocalDate, Map<String, String>> inForce = byDay.floorEntry(day);
            return inForce == null ? Map.of() : inForce.getValue();
        }

        private static boolean isSame(String name, String was, String is) {
            if (!name.equals(Terms.METER_ORDER)) {
                return was.equals(is);
            }
            List<String> before = new ArrayList<>(List.of(was.split(", ")));
            List<String> now = new ArrayList<>(List.of(is.split(", ")));
            before.retainAll(Set.copyOf(now));
            now.retainAll(Set.copyOf(before));
            return before.equals(now);
        }

        void compare(History now, LocalDate until, List<TermEdit> edits) {
            Set<LocalDate> days = new TreeSet<>(byDay.headMap(until, true).keySet());
            days.addAll(now.byDay.headMap(until, true).keySet());
            for (LocalDate day : days) {
                Map<String, String> is = now.on(day);
                on(day).forEach((name, was) -> {
                    String text = is.getOrDefault(name, was);
                    if (!isSame(name, was, text)) {
                        edits.add(new TermEdit(subject, day, name, was, text));
                    }
                });
            }
        }
    }

    @Override
    public String toString() {
        String since = on.equals(LocalDate.MIN) ? "" : " from " + on;
        return subject + since + ", " + name + ": " + was + " is in use, the catalog says " + is;
    }
}
