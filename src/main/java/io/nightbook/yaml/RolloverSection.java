package io.nightbook.yaml;

import io.nightbook.domain.catalog.PlanVersion.Rollover;
import java.math.BigDecimal;
import java.util.Optional;

/** A rollover: {@code none}, or {@code { cycles: 3, percent: 100, max_per_cycle: 5000, max_total: 10000 }}. */
final class RolloverSection {

    private static final Choice<Optional<Rollover>> WORDS =
            Choice.of("none", Optional.<Rollover>empty()).orElse("{ cycles: 3 }");
    private static final NumberRule CYCLES = NumberRule.whole(1, 1200);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private RolloverSection() {}

    /** Empty for {@code none}. */
    static Optional<Rollover> read(Value value) {
        return value.isMap() ? Optional.of(rule(value)) : WORDS.read(value);
    }

    private static Rollover rule(Value value) {
        Fields fields = Fields.of(value, "a rollover", "cycles", "percent", "max_per_cycle", "max_total");
        return new Rollover(
                CYCLES.readWhole(fields.required("cycles")),
                fields.optional("percent", NumberRule::percent, ALL),
                fields.optional("max_per_cycle", NumberRule.CREDITS::readCredits),
                fields.optional("max_total", NumberRule.CREDITS::readCredits));
    }
}
