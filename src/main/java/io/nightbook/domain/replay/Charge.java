package io.nightbook.domain.replay;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Something that the close of a cycle puts on an invoice, net of tax.
 *
 * @param subject what it is for: the batch of a top-up, the meter of a pass-through, else the plan
 * @param description what the line says
 * @param quantity 1, or credits
 * @param unitPrice major units, up to 9 places
 * @param net minor units; the only figure that was rounded
 */
public record Charge(
        Kind kind, String subject, String description, BigDecimal quantity, BigDecimal unitPrice, long net) {

    /** What the line of late usage that no batch paid says; that of a late pass-through names its meter. */
    public static final String LATE_OVERAGE = "overage of closed months";

    /** The kinds of invoice lines, in the order in which they stand on a page. */
    public enum Kind {
        FEE,
        PRORATION,
        TOP_UP,
        OVERAGE,
        AT_COST,
        LATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing at its price. */
    static Charge one(Kind kind, String subject, String description, long net, int places) {
        return new Charge(kind, subject, description, BigDecimal.ONE, BigDecimal.valueOf(net, places), net);
    }
}
