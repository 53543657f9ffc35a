package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Numbers and dates as they stand on a page: thousands grouped by commas, no digit lost. */
final class Figures {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private Figures() {}

    /** Without zeros at its end: {@code 1,234.5}. */
    static String credits(Credits credits) {
        return decimal(credits.value(), 0);
    }

    /** With their unit: {@code 1 credit}, {@code 1,234.5 credits}. */
    static String counted(Credits credits) {
        String figure = credits(credits);
        return figure + (figure.equals("1") ? " credit" : " credits");
    }

    static String money(Money money) {
        return grouped(money.toString());
    }

    static String moneyWithCurrency(Money money) {
        return money.currency().getCurrencyCode() + " " + money(money);
    }

    /** Without zeros at its end beyond so many places. */
    static String decimal(BigDecimal value, int places) {
        BigDecimal plain = value.stripTrailingZeros();
        return grouped(plain.setScale(Math.max(places, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString());
    }

    static String count(long count) {
        return grouped(Long.toString(count));
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.');
        int first = plain.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(plain);
        for (int i = (point < 0 ? plain.length() : point) - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** Such as 2 October 2026. */
    static String date(LocalDate day) {
        return day.getDayOfMonth() + " " + month(YearMonth.from(day));
    }

    /** Such as 1 to 31 October 2026, with no more named twice than must be. */
    static String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return date(first);
        }
        String from = date(first);
        if (YearMonth.from(first).equals(YearMonth.from(last))) {
            from = String.valueOf(first.getDayOfMonth());
        } else if (first.getYear() == last.getYear()) {
            from = from.substring(0, from.lastIndexOf(' '));
        }
        return from + " to " + date(last);
    }

    /** Such as 2 Oct 2026. */
    static String shortDate(LocalDate day) {
        return day.getDayOfMonth() + " " + MONTHS.get(day.getMonthValue() - 1).substring(0, 3) + " " + day.getYear();
    }

    static String month(YearMonth month) {
        return MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }
}
