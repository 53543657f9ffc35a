package io.nightbook.batch;

/** A run that must not go on: already running, already done, out of order, or without a proof. The message says why. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
