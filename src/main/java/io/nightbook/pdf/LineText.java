package io.nightbook.pdf;

import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.IssuedInvoice.Goods;
import io.nightbook.domain.report.IssuedInvoice.Line;
import io.nightbook.domain.report.IssuedInvoice.Payment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice as a reader is told it: what it is for in words, and how much of it at which price.
 *
 * <p>A pack is told as its credits, and cost passed on as what the meter counted, where a price of at most 9 places makes the
 * line's amount of it to the last digit; else it is one piece. The amount is the same.
 */
record LineText(Line line) {

    private static final Pattern DAY = Pattern.compile("(?<= (?:from|on) )\\d{4}-\\d{2}-\\d{2}(?=,|$)");
    private static final int PRICE_PLACES = 9;

    String description() {
        Goods goods = line.goods();
        String text = line.description();
        if (goods != null && line.kind().equals("top_up")) {
            String rest = text.startsWith(goods.subject())
                    ? text.substring(goods.subject().length())
                    : "";
            text = Figures.counted(new Credits(goods.quantity()))
                    + (goods.bundle() == null ? "" : ", package " + goods.bundle())
                    + rest;
        }
        return line.title() + ": " + dated(text) + (line.payment() == Payment.PAID ? " (paid)" : "");
    }

    private static String dated(String text) {
        return DAY.matcher(text)
                .replaceAll(day -> Matcher.quoteReplacement(Figures.date(LocalDate.parse(day.group()))));
    }

    /** The id that the seller's books know it by, or null where the description says it. */
    @Nullable
    String note() {
        Goods goods = line.goods();
        return goods == null || !line.kind().equals("top_up") ? null : "Batch " + goods.subject();
    }

    String quantity() {
        return Figures.decimal(price() == null ? line.quantity() : counted(), 0);
    }

    String unitPrice() {
        BigDecimal price = price();
        int places = line.net().currency().getDefaultFractionDigits();
        return Figures.decimal(price == null ? line.unitPrice() : price, places);
    }

    private BigDecimal counted() {
        Goods goods = line.goods();
        return goods == null ? line.quantity() : goods.quantity();
    }

    private @Nullable BigDecimal price() {
        BigDecimal counted = counted();
        if (line.goods() == null || counted.signum() <= 0) {
            return null;
        }
        BigDecimal net = line.net().amount();
        BigDecimal price = net.divide(counted, PRICE_PLACES, RoundingMode.HALF_UP);
        return price.multiply(counted).compareTo(net) == 0 ? price : null;
    }
}
