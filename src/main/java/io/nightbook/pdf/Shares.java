package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a whole in whole percent that add up to 100: those that lose most by rounding down are rounded up. */
final class Shares {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Shares() {}

    /**
     * The shares as they stand on a page, in the order of the parts; all empty where the whole is nothing. A part that would
     * seem to be nothing, or all, though it is not, says so.
     *
     * @param parts none below zero; together the whole
     */
    static List<String> of(List<Credits> parts) {
        BigDecimal whole = parts.stream().map(Credits::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.signum() <= 0) {
            return parts.stream().map(part -> "").toList();
        }
        List<Integer> percents = percents(parts, whole);
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal part = parts.get(i).value();
            int percent = percents.get(i);
            String sign = part.signum() > 0 && percent == 0 ? "<1" : String.valueOf(percent);
            shares.add((percent == 100 && part.compareTo(whole) < 0 ? ">99" : sign) + " %");
        }
        return shares;
    }

    private static List<Integer> percents(List<Credits> parts, BigDecimal whole) {
        List<Integer> percents = new ArrayList<>();
        List<BigDecimal> rests = new ArrayList<>();
        int left = 100;
        for (Credits part : parts) {
            BigDecimal hundredfold = part.value().multiply(HUNDRED);
            BigDecimal percent = hundredfold.divide(whole, 0, RoundingMode.DOWN);
            percents.add(percent.intValueExact());
            rests.add(hundredfold.subtract(percent.multiply(whole)));
            left -= percent.intValueExact();
        }
        List<Integer> byRest = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(rests::get, Comparator.reverseOrder()))
                .toList();
        byRest.subList(0, left).forEach(i -> percents.set(i, percents.get(i) + 1));
        return percents;
    }
}
