package io.nightbook.yaml;

import io.nightbook.domain.catalog.Rate.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The tiers of a graduated rate: {@code up_to} ascends from tier to tier; the last one, and only it, has none. */
final class TierSection {

    private final List<Tier> tiers = new ArrayList<>();
    private BigDecimal reached = BigDecimal.ZERO;

    private TierSection() {}

    static List<Tier> read(Value value) {
        TierSection section = new TierSection();
        List<Value> items = value.filledList("tier");
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of(items.get(i), "a tier", "up_to", "per", "credits");
            section.add(i < items.size() - 1 ? section.bounded(fields) : open(fields));
        }
        return List.copyOf(section.tiers);
    }

    private void add(Tier tier) {
        tiers.add(tier);
    }

    private Tier bounded(Fields fields) {
        Value upTo = fields.required("up_to");
        BigDecimal end = NumberRule.SIZE.read(upTo);
        if (!upTo.isLost() && end.compareTo(reached) <= 0) {
            upTo.problem(
                    upTo.subject() + " is " + end.toPlainString() + ", not above that of the tier before it, "
                            + reached.toPlainString(),
                    "write the tiers in ascending order");
        }
        reached = reached.max(end);
        return new Tier(end, RateSection.per(fields), RateSection.credits(fields));
    }

    private static Tier open(Fields fields) {
        if (fields.has("up_to")) {
            Value upTo = fields.required("up_to");
            upTo.problem("the last tier has an end", "remove its 'up_to', or add a tier without one");
        }
        return new Tier(null, RateSection.per(fields), RateSection.credits(fields));
    }
}
