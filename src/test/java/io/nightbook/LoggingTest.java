package io.nightbook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says, and what it is silent about. */
class LoggingTest {

    @Test
    void anEventIsALineWithoutAStackTrace() {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("io.nightbook.batch.CatchUp"),
                Level.WARN,
                "{} is behind – by a day",
                new IllegalStateException("unseen"),
                new Object[] {"nightly"});
        event.setInstant(Instant.parse("2026-10-21T04:30:00.007Z"));

        assertThat(new String(new Logging.Line().encode(event), StandardCharsets.UTF_8))
                .isEqualTo("2026-10-21T04:30:00.007Z WARN  i.n.batch.CatchUp nightly is behind – by a day"
                        + System.lineSeparator());
    }

    @Test
    void whatNobodyElseTellsIsLoggedAndWhatIsThrownIsNot() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertThat(context.getLogger("io.nightbook.batch.CatchUp").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("io.nightbook.postgres.Database").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("org.springframework.batch").getEffectiveLevel())
                .isEqualTo(Level.OFF);
        assertThat(context.getLogger("org.flywaydb").getEffectiveLevel()).isEqualTo(Level.ERROR);
    }
}
