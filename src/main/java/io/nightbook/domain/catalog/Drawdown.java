package io.nightbook.domain.catalog;

import java.util.List;

/** The configured order in which batches are drawn: keys applied in turn; the batch id always comes last. */
public record Drawdown(List<Key> keys, List<Source> sources) {

    /** One criterion of the order. */
    public enum Key {
        PRIORITY,
        RESTRICTED,
        CLASS,
        SOURCE,
        EXPIRY,
        EFFECTIVE
    }

    public static final List<Source> DEFAULT_SOURCES = List.of(
            Source.TRIAL,
            Source.GRANT,
            Source.BONUS,
            Source.ROLLOVER,
            Source.ALLOWANCE,
            Source.ADJUSTMENT,
            Source.TOP_UP);

    public static final Drawdown DEFAULT =
            new Drawdown(List.of(Key.PRIORITY, Key.CLASS, Key.SOURCE, Key.EXPIRY, Key.EFFECTIVE), DEFAULT_SOURCES);
}
