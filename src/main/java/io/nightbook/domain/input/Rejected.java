package io.nightbook.domain.input;

/** Thrown while a row is read, and turned into a {@link Reject} where the row is known. Carries no stack trace. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public Rejected(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public static Rejected malformed(String detail) {
        return new Rejected(Reason.MALFORMED, detail);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
