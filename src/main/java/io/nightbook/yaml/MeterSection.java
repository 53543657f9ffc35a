package io.nightbook.yaml;

import static java.util.Comparator.comparing;

import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Meter.DatedRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A meter: {@code id}, {@code category}, and either {@code rate} or, where it changes, {@code rates}: a list of {@code {
 * from, rate }} in any order, no two from the same day.
 */
final class MeterSection {

    private MeterSection() {}

    static Meter read(Value value) {
        Fields fields = Fields.of(value, "a meter", "id", "category", "rate", "rates");
        return new Meter(Texts.id(fields.required("id")), Texts.id(fields.required("category")), rates(fields));
    }

    private static List<DatedRate> rates(Fields fields) {
        if (!fields.has("rates")) {
            return List.of(new DatedRate(null, RateSection.read(fields.required("rate"))));
        }
        fields.refuse("rate", "excludes 'rates'");
        Declared days = new Declared("rate from");
        List<DatedRate> rates = new ArrayList<>();
        for (Value item : fields.required("rates").filledList("dated rate")) {
            rates.add(dated(item, days));
        }
        rates.sort(comparing(rate -> Objects.requireNonNull(rate.from())));
        return List.copyOf(rates);
    }

    private static DatedRate dated(Value value, Declared days) {
        Fields fields = Fields.of(value, "a dated rate", "from", "rate");
        Value from = fields.required("from");
        days.add(from);
        return new DatedRate(Dates.date(from), RateSection.read(fields.required("rate")));
    }
}
