package io.nightbook;

import io.nightbook.batch.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how a scheduled run goes on to the log: a line for each step, and of a long one a line a minute. */
final class Log implements Runner.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Nightbook.class);
    private static final Duration EACH = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant next;
    private long done;
    private long all;

    Log(InstantSource clock) {
        this.clock = clock;
        this.next = clock.instant().plus(EACH);
    }

    @Override
    public void step(String name) {
        LOG.info("step {}", name);
    }

    @Override
    public void accounts(long more) {
        add("accounts replayed", more);
    }

    @Override
    public void accountsInAll(long count) {
        begin("accounts to replay", count);
    }

    @Override
    public void documents(long more) {
        add("documents made", more);
    }

    @Override
    public void documentsInAll(long count) {
        begin("documents to make", count);
    }

    private synchronized void begin(String what, long count) {
        LOG.info("{} {}", count, what);
        done = 0;
        all = count;
        next = clock.instant().plus(EACH);
    }

    private synchronized void add(String what, long more) {
        done += more;
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            LOG.info("{} of {} {}", done, all, what);
            next = now.plus(EACH);
        }
    }
}
