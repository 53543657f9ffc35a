package io.nightbook.yaml;

import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Rate.EventRounding;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A rate: {@code none}, {@code at_cost}, or one of
 *
 * <pre>
 * per_unit: { per: 1000, credits: 1, round: up }
 * package: { size: 100, credits: 1 }
 * graduated: [ { up_to: 1000000, per: 1000, credits: 1 }, { per: 1000, credits: 0.8 } ]
 * sum: { seconds: { credits: 0.02 }, gigabytes: { credits: 0.5 } }
 * match: { property: model, cases: { GPT-4: RATE }, default: RATE }
 * </pre>
 *
 * <p>{@code per} is 1 where absent; without {@code round} an event's credits keep six places.
 */
final class RateSection {

    private static final String[] KINDS = {"per_unit", "package", "graduated", "sum", "match"};
    private static final Choice<Rate> WORDS = Choice.<Rate>of("none", new Rate.None())
            .and("at_cost", new Rate.AtCost())
            .orElse("a map with per_unit, package, graduated, sum or match");
    private static final Choice<EventRounding> ROUND = Choice.of("up", EventRounding.UP_TO_WHOLE);

    private RateSection() {}

    static Rate read(Value value) {
        if (!value.isMap()) {
            return WORDS.read(value);
        }
        Fields kinds = Fields.of(value, "a rate", KINDS);
        return kinds.only().map(kind -> ofKind(kind, kinds.required(kind))).orElse(new Rate.None());
    }

    private static Rate ofKind(String kind, Value value) {
        return switch (kind) {
            case "per_unit" -> perUnit(value);
            case "package" -> perPackage(value);
            case "graduated" -> new Rate.Graduated(TierSection.read(value));
            case "sum" -> new Rate.Sum(named(value, RateSection::perUnit));
            default -> match(value);
        };
    }

    private static Rate.PerUnit perUnit(Value value) {
        Fields fields = Fields.of(value, "a rate per unit", "per", "credits", "round");
        return new Rate.PerUnit(
                per(fields), credits(fields), fields.optional("round", ROUND::read, EventRounding.SIX_PLACES));
    }

    private static Rate perPackage(Value value) {
        Fields fields = Fields.of(value, "a rate per package", "size", "credits");
        return new Rate.PerPackage(NumberRule.SIZE.read(fields.required("size")), credits(fields));
    }

    private static Rate match(Value value) {
        Fields fields = Fields.of(value, "a match", "property", "cases", "default");
        return new Rate.Match(
                Texts.text(fields.required("property")),
                named(fields.required("cases"), RateSection::read),
                read(fields.required("default")));
    }

    private static <T> Map<String, T> named(Value map, Function<Value, T> reader) {
        Map<String, T> byName = new LinkedHashMap<>();
        map.entries(map.subject()).forEach((name, entry) -> byName.put(name, reader.apply(entry.value())));
        return Collections.unmodifiableMap(byName);
    }

    static BigDecimal per(Fields fields) {
        return fields.optional("per", NumberRule.SIZE::read, BigDecimal.ONE);
    }

    static BigDecimal credits(Fields fields) {
        return NumberRule.FINE.read(fields.required("credits"));
    }
}
