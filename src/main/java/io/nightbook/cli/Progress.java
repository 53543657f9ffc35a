package io.nightbook.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * How far a long work is: how much of how much, at which rate, and about how long it still takes. At a terminal a bar that is
 * drawn over and over; elsewhere a line after ten seconds and then every half minute, so that a log shows that it goes on and
 * stays short.
 */
final class Progress implements AutoCloseable {

    private static final Duration FIRST_LINE = Duration.ofSeconds(10);
    private static final Duration EACH_LINE = Duration.ofSeconds(30);
    private static final long DRAWN_EACH_MILLIS = 500;
    private static final int BAR = 20;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1_000;

    /** How it is shown. */
    enum Look {
        BAR,
        LINES,
        NOTHING
    }

    private final Look look;
    private final PrintWriter to;
    private final InstantSource clock;
    private @Nullable Timer ticker;

    private @Nullable Task task;
    private Instant nextLine = Instant.MAX;
    private int drawn;

    Progress(Look look, PrintWriter to, InstantSource clock) {
        this.look = look;
        this.to = to;
        this.clock = clock;
    }

    /** Shown on standard error as fits who reads it, from time to time by itself. */
    static Progress shown(Rooms rooms, Settings settings) {
        Progress progress = new Progress(settings.quiet() ? Look.NOTHING : look(), errors(), rooms::now);
        progress.tickByItself();
        return progress;
    }

    @SuppressWarnings("SystemConsoleNull") // from Java 22 on it is there without a terminal too: a bar in a log then
    private static Look look() {
        return System.console() == null ? Look.LINES : Look.BAR;
    }

    /** It draws over itself, so what it shows is made printable piece by piece. */
    private static PrintWriter errors() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    private void tickByItself() {
        if (look != Look.NOTHING) {
            Timer started = new Timer("progress", true);
            started.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            tick();
                        }
                    },
                    DRAWN_EACH_MILLIS,
                    DRAWN_EACH_MILLIS);
            ticker = started;
        }
    }

    /** A work that is going on. */
    private static final class Task {

        private final String name;
        private final Instant began;
        private String unit = "";
        /** Whether what is done and the whole are counted alike. */
        private boolean isCounted = true;

        private long done;
        private long part;
        private long whole;

        Task(String name, Instant began) {
            this.name = name;
            this.began = began;
        }

        private String text(Instant now) {
            Duration passed = Duration.between(began, now);
            StringBuilder text = new StringBuilder();
            if (!unit.isEmpty()) {
                text.append(
                        isCounted && whole > 0
                                ? String.format(Locale.ROOT, "%,d of %s", done, Counted.of(whole, unit))
                                : Counted.of(done, unit));
                if (whole > 0) {
                    text.append(String.format(Locale.ROOT, ", %d %%", percent()));
                }
                if (done > 0 && passed.toMillis() >= THOUSAND) {
                    text.append(String.format(Locale.ROOT, ", %,d a second", done * THOUSAND / passed.toMillis()));
                }
                text.append(", ");
            }
            text.append(Counted.time(passed)).append(" so far");
            if (part > 0 && part < whole && passed.toMillis() >= THOUSAND) {
                text.append(", about ").append(Counted.time(left(passed))).append(" to go");
            }
            return text.toString();
        }

        private Duration left(Duration passed) {
            return passed.multipliedBy(whole - part).dividedBy(part);
        }

        /** In whole percent, never 100 before the end. */
        private long percent() {
            return Math.min(part, whole) * HUNDRED / whole;
        }

        private String bar() {
            int filled = whole == 0 ? 0 : (int) (percent() * BAR / HUNDRED);
            return whole == 0 ? "" : "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] ";
        }
    }

    /** Begins a work of which nobody knows how much it is; what was shown before ends. */
    synchronized void begin(String name) {
        done();
        Instant now = clock.instant();
        task = new Task(Printable.line(name), now);
        nextLine = now.plus(FIRST_LINE);
    }

    /** Begins a work that is so many of something. */
    synchronized void begin(String name, String unit, long whole) {
        begin(name);
        Task now = task;
        if (now != null) {
            now.unit = unit;
            now.whole = whole;
        }
    }

    /** So many more are done. */
    synchronized void more(long count) {
        Task now = task;
        if (now != null) {
            now.done += count;
            now.part += count;
            tick();
        }
    }

    /** A file is read up to a row; of its bytes so many. */
    synchronized void rows(String file, long rows, long bytes, long ofBytes) {
        Task now = task;
        if (now == null || !now.name.equals(Printable.line(file))) {
            begin(file, "row", ofBytes);
            now = task;
        }
        if (now != null) {
            now.isCounted = false;
            now.done = rows;
            now.part = Math.min(bytes, ofBytes);
            tick();
        }
    }

    /** Shows how far it is, if it is time to. */
    synchronized void tick() {
        Task now = task;
        Instant instant = clock.instant();
        if (now == null) {
            return;
        }
        if (look == Look.BAR) {
            draw(now.name + "  " + now.bar() + now.text(instant));
        } else if (look == Look.LINES && !instant.isBefore(nextLine)) {
            to.println(now.name + ": " + now.text(instant));
            nextLine = instant.plus(EACH_LINE);
        }
    }

    private void draw(String text) {
        to.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
        to.flush();
        drawn = text.length();
    }

    /** Ends what is shown so far. */
    synchronized void done() {
        task = null;
        if (drawn > 0) {
            draw("");
            to.print("\r");
            to.flush();
            drawn = 0;
        }
    }

    @Override
    public void close() {
        done();
        if (ticker != null) {
            ticker.cancel();
        }
    }
}
