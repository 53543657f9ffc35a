package io.nightbook.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a long work is, shown to a person at a terminal; nothing is shown where nobody looks. */
final class Progress implements AutoCloseable {

    @SuppressWarnings(
            "SystemConsoleNull") // from Java 22 on it is there without a terminal too: a few lines more on stderr
    private final boolean watched = System.console() != null;

    private @Nullable ProgressBar bar;
    private String task = "";

    private ProgressBar bar(String name) {
        ProgressBar now = bar;
        if (now == null || !task.equals(name)) {
            done();
            now = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(-1)
                    .setUpdateIntervalMillis(500)
                    .build();
            bar = now;
            task = name;
        }
        return now;
    }

    void rows(String file, long rows) {
        if (watched) {
            bar(Printable.line(file)).stepTo(rows);
        }
    }

    void more(String name, long count) {
        if (watched) {
            bar(name).stepBy(count);
        }
    }

    /** Ends what is shown so far. */
    void done() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        done();
    }
}
