package io.nightbook.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may surprise in a schedule: a clock change that leaves a fire out or has its hour twice, two fires on one business
 * date, months without a fire, no fire at all.
 */
final class ScheduleWarnings {

    /** Long enough for a change of clocks to have fallen on most days that it can fall on. */
    private static final Duration HORIZON = Duration.ofDays(3_653);

    private static final int FIRES_LOOKED_AT = 800;
    /** Each day of the calendar, that of the leap year too. */
    private static final int MONTHS_LOOKED_AT = 48;

    private static final int MONTHS_SHOWN = 4;
    private static final String REMEDY = "choose a time outside 00:00 to 03:59, or zone UTC";

    private final Schedule schedule;
    private final Schedule wallClock;
    private final Instant from;
    private final String job;

    ScheduleWarnings(Schedule schedule, Instant from) {
        this.schedule = schedule;
        this.wallClock = schedule.onSteadyClock();
        this.from = from;
        this.job = schedule.job().name();
    }

    List<String> list() {
        if (schedule.next(from).isEmpty()) {
            return List.of(job + " never fires after " + from + "; mend its cron or remove the schedule");
        }
        List<String> warnings = new ArrayList<>();
        firstChange(ZoneOffsetTransition::isGap).ifPresent(change -> warnings.add(left(change)));
        firstChange(ZoneOffsetTransition::isOverlap).ifPresent(change -> warnings.add(twice(change)));
        sameDate().ifPresent(warnings::add);
        monthsLeftOut().ifPresent(warnings::add);
        return warnings;
    }

    private Optional<ZoneOffsetTransition> firstChange(Predicate<ZoneOffsetTransition> kind) {
        return clockChanges()
                .filter(kind)
                .filter(change -> wallTime(change).isPresent())
                .findFirst();
    }

    private Stream<ZoneOffsetTransition> clockChanges() {
        ZoneRules rules = schedule.zone().getRules();
        Instant until = from.plus(HORIZON);
        return Stream.iterate(
                rules.nextTransition(from),
                change -> change != null && change.getInstant().isBefore(until),
                change -> rules.nextTransition(change.getInstant()));
    }

    /** The first time named by the cron line among those that a change skips or repeats. */
    private Optional<LocalDateTime> wallTime(ZoneOffsetTransition change) {
        boolean gap = change.isGap();
        LocalDateTime first = gap ? change.getDateTimeBefore() : change.getDateTimeAfter();
        LocalDateTime until = gap ? change.getDateTimeAfter() : change.getDateTimeBefore();
        return wallClock
                .next(first.toInstant(ZoneOffset.UTC).minusMillis(1))
                .map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                .filter(time -> time.isBefore(until));
    }

    private String left(ZoneOffsetTransition change) {
        LocalDateTime time = wallTime(change).orElseThrow();
        return job + " does not fire at " + time.toLocalTime() + " on " + time.toLocalDate() + ": clocks in "
                + schedule.zone() + " go forward then and have no such time; " + REMEDY;
    }

    private String twice(ZoneOffsetTransition change) {
        LocalDateTime time = wallTime(change).orElseThrow();
        String fires = Stream.of(change.getOffsetBefore(), change.getOffsetAfter())
                .map(time::toInstant)
                .filter(this::firesAt)
                .map(Instant::toString)
                .collect(Collectors.joining(" and "));
        return job + " fires at " + fires + " on " + time.toLocalDate() + ", when " + time.toLocalTime()
                + " comes twice: clocks in " + schedule.zone() + " go back then; " + REMEDY;
    }

    private boolean firesAt(Instant instant) {
        return schedule.next(instant.minusSeconds(1)).equals(Optional.of(instant));
    }

    /** A job runs once on a UTC date, so that a second fire on it finds the first one's run. */
    private Optional<String> sameDate() {
        List<Instant> fires = schedule.next(from, FIRES_LOOKED_AT);
        for (int i = 1; i < fires.size(); i++) {
            Instant before = fires.get(i - 1);
            Instant fire = fires.get(i);
            if (date(before).equals(date(fire))) {
                return Optional.of(job + " fires more than once on the UTC date " + date(fire) + ", at " + before
                        + " and " + fire + "; a job runs once on a date, so only the first does anything");
            }
        }
        return Optional.empty();
    }

    /** Months in which the same line would fire on their 1st, but does not: they have no 31st, no 29th, no fifth Friday. */
    private Optional<String> monthsLeftOut() {
        Optional<Schedule> firsts = schedule.onTheFirst();
        if (firsts.isEmpty()) {
            return Optional.empty();
        }
        YearMonth next = YearMonth.from(from.atZone(schedule.zone())).plusMonths(1);
        List<YearMonth> left = Stream.iterate(next, month -> month.plusMonths(1))
                .limit(MONTHS_LOOKED_AT)
                .filter(month -> firesIn(month, firsts.get()) && !firesIn(month, schedule))
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String shown =
                left.stream().limit(MONTHS_SHOWN).map(YearMonth::toString).collect(Collectors.joining(", "));
        String more = left.size() > MONTHS_SHOWN
                ? " and " + (left.size() - MONTHS_SHOWN) + " more of the next four years"
                : "";
        return Optional.of(job + " does not fire in " + shown + more
                + ", which have no such day; write L for the last day of each month, or the 1st of the next");
    }

    private boolean firesIn(YearMonth month, Schedule line) {
        Instant first = month.atDay(1).atStartOfDay(schedule.zone()).toInstant();
        Instant until =
                month.plusMonths(1).atDay(1).atStartOfDay(schedule.zone()).toInstant();
        return line.next(first.minusMillis(1)).filter(until::isAfter).isPresent();
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
