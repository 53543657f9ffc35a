package io.nightbook;

import io.nightbook.batch.Runner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how a scheduled run goes on to the log. */
final class Log implements Runner.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Nightbook.class);

    @Override
    public void step(String name) {
        LOG.info("step {}", name);
    }

    @Override
    public void accounts(long more) {
        LOG.info("{} accounts replayed", more);
    }
}
