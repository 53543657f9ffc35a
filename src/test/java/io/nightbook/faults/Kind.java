package io.nightbook.faults;

import java.util.Locale;

/** What goes wrong, and at what: at a statement on its way to the server, or at a change of a file. */
enum Kind {
    /** The process ends without a word, and without clearing up. */
    KILL(Over.STATEMENTS),
    /** The same, as the operating system does it to a process of its own. */
    KILL_PROCESS(Over.STATEMENTS),
    KILL_AT_FILE(Over.FILES),
    CUT_ONE_CONNECTION(Over.STATEMENTS),
    /** That by which nothing has passed for longest, while another one works. */
    CUT_IDLE_CONNECTION(Over.STATEMENTS),
    CUT_ALL_CONNECTIONS(Over.STATEMENTS),
    FREEZE_ONE_CONNECTION(Over.STATEMENTS),
    /** At once, and it recovers. */
    STOP_SERVER(Over.STATEMENTS),
    FULL_SERVER_DISK(Over.STATEMENTS),
    FULL_HOME(Over.FILES);

    private final Over over;

    Kind(Over over) {
        this.over = over;
    }

    /** What its instants are counted in. */
    enum Over {
        /** Each has two instants: before the server gets it, and after it was done. */
        STATEMENTS,
        FILES
    }

    Over over() {
        return over;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
