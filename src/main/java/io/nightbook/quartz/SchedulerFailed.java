package io.nightbook.quartz;

import org.quartz.SchedulerException;

/** A scheduler that cannot work, with the reason. */
public final class SchedulerFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    SchedulerFailed(String what, SchedulerException cause) {
        super("The scheduler " + what + ": " + cause.getMessage(), cause);
    }
}
