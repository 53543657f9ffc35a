package io.nightbook.domain.report;

import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The usage that has something in common, such as its agent; the name is empty where that is absent. */
public record UsageSum(String name, long events, BigDecimal quantity, Credits credits) {

    private static final Comparator<UsageSum> LARGEST_FIRST =
            Comparator.comparing(UsageSum::credits).reversed().thenComparing(UsageSum::name, Ids.ORDER);

    /** Sums by a key, the most credits first. */
    public static List<UsageSum> by(Function<UsageRow, String> key, List<UsageRow> usage) {
        Map<String, UsageSum> sums = new LinkedHashMap<>();
        for (UsageRow row : usage) {
            UsageSum one = new UsageSum(key.apply(row), row.events(), row.quantity(), row.credits());
            sums.merge(one.name(), one, UsageSum::plus);
        }
        List<UsageSum> sorted = new ArrayList<>(sums.values());
        sorted.sort(LARGEST_FIRST);
        return sorted;
    }

    public UsageSum plus(UsageSum other) {
        return new UsageSum(
                name, Math.addExact(events, other.events), quantity.add(other.quantity), credits.plus(other.credits));
    }
}
