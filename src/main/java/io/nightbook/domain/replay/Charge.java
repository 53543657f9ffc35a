package io.nightbook.domain.replay;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/** Something that the close of a cycle puts on an invoice, net of tax: its facts, and the line that a person reads. */
public sealed interface Charge {

    /** What the line of late usage that no batch paid says; that of a late pass-through names its meter. */
    String LATE_OVERAGE = "overage of closed months";

    /** The only figure that was rounded. */
    Money amount();

    /** What a person reads. */
    Line line();

    /** The amount in minor units. */
    default long net() {
        return amount().minor();
    }

    /** 1, or credits. */
    default BigDecimal quantity() {
        return BigDecimal.ONE;
    }

    /** Major units, up to 9 places. */
    default BigDecimal unitPrice() {
        return amount().amount();
    }

    /**
     * A charge in words.
     *
     * @param subject what it is for: the batch of a top-up, the meter of a pass-through, else the plan
     */
    record Line(Kind kind, String subject, String description) {}

    /** The kinds of invoice lines, in the order in which they stand on a page. */
    enum Kind {
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

    /** When the fee of a cycle is billed: by the close of the cycle before, or by its own, for nobody could before. */
    enum Billing {
        IN_ADVANCE,
        IN_ARREARS
    }

    /** The fee of a plan for the cycle that starts on a day. */
    record Fee(String planId, LocalDate firstDay, Billing billing, Money amount) implements Charge {
        @Override
        public Line line() {
            String when = billing == Billing.IN_ADVANCE ? ", in advance" : ", in arrears";
            return new Line(Kind.FEE, planId, planId + " from " + firstDay + when);
        }
    }

    /** What the fee of a cycle is now, less what was billed in advance for it: a plan row came late. */
    record FeeCorrection(String planId, LocalDate firstDay, Money billed, Money amount) implements Charge {
        @Override
        public Line line() {
            return new Line(
                    Kind.PRORATION, planId, planId + " from " + firstDay + ", " + billed + " billed in advance");
        }
    }

    /** The difference of two plans' fees for what is left of a cycle from a day on. */
    record Upgrade(String fromPlan, String toPlan, LocalDate on, Money amount) implements Charge {
        @Override
        public Line line() {
            return new Line(Kind.PRORATION, toPlan, fromPlan + " to " + toPlan + " on " + on);
        }
    }

    /** The price of a batch. */
    record TopUp(String batchId, Money amount) implements Charge {
        @Override
        public Line line() {
            return new Line(Kind.TOP_UP, batchId, batchId);
        }
    }

    /** Credits that no batch paid, at one price of the cycle's plan; of the cycle itself or of closed ones. */
    record Overage(String planId, Timing timing, Credits credits, BigDecimal unitPrice, Money amount)
            implements Charge {
        @Override
        public Line line() {
            return timing == Timing.LATE
                    ? new Line(Kind.LATE, planId, LATE_OVERAGE)
                    : new Line(Kind.OVERAGE, planId, "overage");
        }

        @Override
        public BigDecimal quantity() {
            return credits.value();
        }
    }

    /** Costs of a meter that are passed on; of the cycle itself or of closed ones. */
    record AtCost(String meterId, Timing timing, Money amount) implements Charge {
        @Override
        public Line line() {
            return timing == Timing.LATE
                    ? new Line(Kind.LATE, meterId, meterId + " of closed months")
                    : new Line(Kind.AT_COST, meterId, meterId);
        }
    }

    /** A charge of an earlier version of the program, which kept the words and not the facts. */
    record InWords(Line line, BigDecimal quantity, BigDecimal unitPrice, Money amount) implements Charge {}
}
