package io.nightbook.yaml;

import io.nightbook.domain.catalog.PlanVersion.Overage;

/**
 * What happens beyond the credits: {@code pause}, {@code borrow}, {@code { borrow: { limit: 500 } }}, or {@code { bill:
 * { USD: 0.012 } }}.
 */
final class OverageSection {

    private static final Choice<Overage> WORDS = Choice.<Overage>of("pause", new Overage.Pause())
            .and("borrow", new Overage.Borrow(null))
            .orElse("{ borrow: { limit: 500 } }, or { bill: { USD: 0.012 } }");

    private OverageSection() {}

    static Overage read(Value value) {
        if (!value.isMap()) {
            return WORDS.read(value);
        }
        Fields kinds = Fields.of(value, "an overage", "bill", "borrow");
        return kinds.only().map(kind -> ofKind(kind, kinds.required(kind))).orElse(new Overage.Pause());
    }

    private static Overage ofKind(String kind, Value value) {
        if (kind.equals("bill")) {
            return new Overage.Bill(PriceSection.unitPrices(value));
        }
        Fields fields = Fields.of(value, "a borrow rule", "limit");
        return new Overage.Borrow(fields.optional("limit", NumberRule.CREDITS::readCredits));
    }
}
