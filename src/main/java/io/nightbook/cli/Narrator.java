package io.nightbook.cli;

import io.nightbook.batch.Runner;

/** Shows a person how a run goes on. */
final class Narrator implements Runner.Listener {

    private final Progress progress;

    Narrator(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(String name) {
        progress.more(name, 0);
    }

    @Override
    public void accounts(long more) {
        progress.more("replay accounts", more);
    }
}
