package io.nightbook.yaml;

import io.nightbook.domain.catalog.ExpiryRule;
import io.nightbook.domain.catalog.ExpiryRule.Boundary;

/**
 * An expiry rule: {@code never}, {@code cycle_end}, {@code { after: P1Y, boundary: day }} (or {@code instant}), or
 * {@code { through: 2027-12-31 }}.
 */
final class ExpirySection {

    private static final Choice<ExpiryRule> WORDS = Choice.<ExpiryRule>of("never", new ExpiryRule.Never())
            .and("cycle_end", new ExpiryRule.CycleEnd())
            .orElse("{ after: P1Y }, or { through: 2027-12-31 }");
    private static final Choice<Boundary> BOUNDARY = Choice.among(Boundary.DAY, Boundary.INSTANT);

    private ExpirySection() {}

    /** The rule of a pack or a bonus: its {@code expires}, or never where it has none. */
    static ExpiryRule of(Fields owner) {
        return owner.optional("expires", ExpirySection::read, new ExpiryRule.Never());
    }

    private static ExpiryRule read(Value value) {
        if (!value.isMap()) {
            return WORDS.read(value);
        }
        Fields fields = Fields.of(value, "an expiry rule", "after", "boundary", "through");
        if (fields.has("through")) {
            fields.refuse("after", "excludes 'through'");
            fields.refuse("boundary", "goes with 'after', not with 'through'");
            return new ExpiryRule.Through(Dates.date(fields.required("through")));
        }
        return new ExpiryRule.After(
                Dates.period(fields.required("after")), fields.optional("boundary", BOUNDARY::read, Boundary.DAY));
    }
}
