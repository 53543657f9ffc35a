package io.nightbook.job;

/** What is done at a fire. Called by one thread at a time over all nodes. */
@FunctionalInterface
public interface Launch {

    /**
     * Does the first of the things that are due at a fire.
     *
     * @throws RuntimeException if it fails: the rest waits for the next fire
     */
    Next launch(Fire fire);

    /** How a fire goes on. */
    enum Next {
        /** Something was done and more may be due: launch again, unless the node is told to stop. */
        MORE,
        /** Nothing is left to do. */
        DONE,
        /** It is not possible now: fire again in a minute. */
        LATER
    }
}
