package io.nightbook.cli;

import io.nightbook.batch.Runner;

/** Shows a person how a run goes on, and knows what stands when it is cut off. */
final class Narrator implements Runner.Listener {

    private final Progress progress;
    private volatile String step = "";

    Narrator(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(String name) {
        step = name;
        progress.begin(name);
    }

    @Override
    public void accounts(long more) {
        progress.more(more);
    }

    @Override
    public void accountsInAll(long count) {
        progress.begin("replay", "account", count);
    }

    @Override
    public void documents(long more) {
        progress.more(more);
    }

    @Override
    public void documentsInAll(long count) {
        progress.begin("documents", "document", count);
    }

    /** What stands of a run that is cut off now, and what to start. */
    String standing(String run) {
        return switch (step) {
            case "post" ->
                run + " was posting, which it does whole or not at all. Start the same command again: it goes on"
                        + " from where it stands.";
            case "alerts", "documents" ->
                run + " has posted: its figures are in the books, its documents are not all"
                        + " published. Start the same command again: it publishes them, and books nothing twice.";
            default ->
                run + " has not posted: nothing of it is in the books. Start the same command again: it goes on where"
                        + " it stopped.";
        };
    }
}
