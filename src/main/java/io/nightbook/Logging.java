package io.nightbook;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The log, on stderr: people read what the commands print; the log holds what went wrong, and more with {@code
 * NIGHTBOOK_LOG=info}. Written in Java, because a file of settings takes a third of a second to read at each start; one that
 * {@code logback.configurationFile} names is read all the same.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String ASKED = "NIGHTBOOK_LOG";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        String asked = System.getProperty(ASKED, System.getenv().getOrDefault(ASKED, ""));
        // Spring throws what it logs as errors, and the commands say it in one plain message
        context.getLogger("org.springframework").setLevel(Level.toLevel(asked, Level.OFF));
        context.getLogger("io.nightbook").setLevel(Level.toLevel(asked, Level.WARN));
        // what the scheduler ran is told by nobody else
        context.getLogger("io.nightbook.batch.CatchUp").setLevel(Level.toLevel(asked, Level.INFO));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(asked, Level.ERROR));
        root.addAppender(stderr(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
        Line line = new Line();
        line.setContext(context);
        line.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(line);
        stderr.start();
        return stderr;
    }

    /**
     * An event on a line of UTF-8: when, how grave, who, what. A stack trace follows only what is a fault of the program
     * itself.
     */
    static final class Line extends EncoderBase<ILoggingEvent> {

        private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        private static final int NAME = 20;
        private static final String FAULTS = "io.nightbook.batch.ReplayWriter";

        private final TargetLengthBasedClassNameAbbreviator names = new TargetLengthBasedClassNameAbbreviator(NAME);

        @Override
        public byte[] encode(ILoggingEvent event) {
            return String.format(
                            Locale.ROOT,
                            "%s %-5s %s %s%n%s",
                            AT.format(event.getInstant()),
                            event.getLevel(),
                            names.abbreviate(event.getLoggerName()),
                            event.getFormattedMessage(),
                            trace(event))
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static String trace(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            return thrown != null && event.getLoggerName().equals(FAULTS) ? ThrowableProxyUtil.asString(thrown) : "";
        }

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
