package io.nightbook.yaml;

import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which numbers may stand at a place: read exactly from their text, which is that of JSON numbers.
 *
 * @param expected the rule in words
 * @param places the most decimal places, zeros at the end not counted
 */
record NumberRule(String expected, int places, Predicate<BigDecimal> range) {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,39})(\\.\\d{1,40})?([eE][-+]?\\d{1,2})?");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int FINE_PLACES = 9;

    /** Credits of an allowance, a limit, a gift: 0 or more. */
    static final NumberRule CREDITS = new NumberRule(
            "a number of credits: 0 or more, below 10^15, at most 6 places", Credits.PLACES, NumberRule::isAmount);

    /** Credits of a pack: more than 0. */
    static final NumberRule SOLD_CREDITS = new NumberRule(
            "a number of credits: more than 0, below 10^15, at most 6 places", Credits.PLACES, NumberRule::isSize);

    /** Credits of a rate, a price of one credit: 0 or more, up to 9 places. */
    static final NumberRule FINE =
            new NumberRule("a number: 0 or more, below 10^15, at most 9 places", FINE_PLACES, NumberRule::isAmount);

    /** What quantities are divided by or compared with. */
    static final NumberRule SIZE =
            new NumberRule("a number: more than 0, below 10^15, at most 9 places", FINE_PLACES, NumberRule::isSize);

    private static final NumberRule PERCENT = new NumberRule(
            "a number from 0 to 100, at most 9 places",
            FINE_PLACES,
            number -> number.signum() >= 0 && number.compareTo(HUNDRED) <= 0);

    /** A percentage; one that is above 0 and below 1 was meant as a share, and is a problem. */
    static BigDecimal percent(Value value) {
        BigDecimal percent = PERCENT.read(value);
        if (percent.signum() > 0 && percent.compareTo(BigDecimal.ONE) < 0) {
            value.problem(
                    value.subject() + " is " + percent.toPlainString() + ", which is less than one per cent",
                    "write " + percent.movePointRight(2).stripTrailingZeros().toPlainString() + " if "
                            + percent.toPlainString() + " is meant as a share of 1");
        }
        return percent;
    }

    /** An amount of money: 0 or more, with the currency's places. */
    static NumberRule money(Currency currency) {
        int places = currency.getDefaultFractionDigits();
        return new NumberRule(
                "an amount of money: 0 or more, below 10^15, at most " + places + " places in " + currency,
                places,
                NumberRule::isAmount);
    }

    static NumberRule whole(int least, int most) {
        BigDecimal low = BigDecimal.valueOf(least);
        BigDecimal high = BigDecimal.valueOf(most);
        return new NumberRule(
                "a whole number from " + least + " to " + most,
                0,
                number -> number.compareTo(low) >= 0 && number.compareTo(high) <= 0);
    }

    BigDecimal read(Value value) {
        return value.read(expected, this::parsed, BigDecimal.ONE);
    }

    Credits readCredits(Value value) {
        return new Credits(read(value));
    }

    int readWhole(Value value) {
        return read(value).intValueExact();
    }

    private Optional<BigDecimal> parsed(String text) {
        return Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(BigDecimal::new)
                .filter(number -> number.stripTrailingZeros().scale() <= places)
                .filter(range)
                .map(number -> number.scale() < 0 ? number.setScale(0) : number);
    }

    private static boolean isAmount(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(Credits.BOUND) < 0;
    }

    private static boolean isSize(BigDecimal number) {
        return number.signum() > 0 && isAmount(number);
    }
}
