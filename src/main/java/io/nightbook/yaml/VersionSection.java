package io.nightbook.yaml;

import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.catalog.PlanVersion.Trial;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a plan: {@code from}, and where they are not the defaults {@code fee} (free), {@code allowance: {
 * credits, class }} (none; paid), {@code rollover} (none), {@code overage} (pause), {@code proration} (day), {@code
 * anchor} (calendar), {@code trial: { days, credits }} (none), {@code grace} (P0D).
 */
final class VersionSection {

    private static final String[] KEYS = {
        "from", "fee", "allowance", "rollover", "overage", "proration", "anchor", "trial", "grace"
    };
    private static final Choice<CreditClass> CLASS = Choice.among(CreditClass.FREE, CreditClass.PAID);
    private static final Choice<Proration> PRORATION = Choice.among(Proration.DAY, Proration.NONE);
    private static final Choice<AnchorKind> ANCHOR = Choice.among(AnchorKind.CALENDAR, AnchorKind.ANNIVERSARY);
    private static final NumberRule DAYS = NumberRule.whole(1, 3660);

    private VersionSection() {}

    /**
     * A version of the plan {@code planId}.
     *
     * @param days the days from which the plan's other versions hold
     * @param priceLists where its prices are added
     */
    static PlanVersion read(String planId, Value value, Declared days, List<PriceList> priceLists) {
        Fields fields = Fields.of(value, "a plan version", KEYS);
        Allowance allowance = fields.optional("allowance", VersionSection::allowance, Allowance.NONE);
        PlanVersion version = new PlanVersion(
                planId,
                from(fields.required("from"), days),
                fields.optional("fee", PriceSection::amounts, Map.<String, BigDecimal>of()),
                allowance.credits(),
                allowance.creditClass(),
                rollover(fields),
                fields.optional("overage", OverageSection::read, new Overage.Pause()),
                fields.optional("proration", PRORATION::read, Proration.DAY),
                fields.optional("anchor", ANCHOR::read, AnchorKind.CALENDAR),
                fields.optional("trial", VersionSection::trial),
                fields.optional("grace", Dates::period, Period.ZERO));
        if (!version.fees().isEmpty()) {
            priceLists.add(new PriceList(version, version.fees().keySet(), fields.required("fee")));
        }
        if (version.overage() instanceof Overage.Bill bill) {
            priceLists.add(new PriceList(version, bill.prices().keySet(), fields.required("overage")));
        }
        return version;
    }

    private static LocalDate from(Value value, Declared days) {
        days.add(value);
        return Dates.date(value);
    }

    private static @Nullable Rollover rollover(Fields fields) {
        return fields.has("rollover")
                ? RolloverSection.read(fields.required("rollover")).orElse(null)
                : null;
    }

    private static Allowance allowance(Value value) {
        Fields fields = Fields.of(value, "an allowance", "credits", "class");
        return new Allowance(
                NumberRule.CREDITS.readCredits(fields.required("credits")),
                fields.optional("class", CLASS::read, CreditClass.PAID));
    }

    private static Trial trial(Value value) {
        Fields fields = Fields.of(value, "a trial", "days", "credits");
        return new Trial(
                DAYS.readWhole(fields.required("days")), NumberRule.CREDITS.readCredits(fields.required("credits")));
    }

    private record Allowance(Credits credits, CreditClass creditClass) {
        static final Allowance NONE = new Allowance(Credits.ZERO, CreditClass.PAID);
    }
}
