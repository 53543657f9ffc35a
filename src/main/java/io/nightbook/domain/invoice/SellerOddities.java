package io.nightbook.domain.invoice;

import io.nightbook.domain.invoice.TaxTable.DatedRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a seller's file may say and hardly means: a sentence says of each what follows from it. */
public final class SellerOddities {

    private static final int LONG_TERMS = 180;
    /** Above the highest standard rate there is. */
    private static final BigDecimal HIGH_RATE = BigDecimal.valueOf(30);

    private SellerOddities() {}

    /** A sentence for each. */
    public static List<String> of(Seller seller, LocalDate today) {
        List<String> found = new ArrayList<>();
        if (seller.termsDays() > LONG_TERMS) {
            found.add("invoices are due " + seller.termsDays() + " days after their date");
        }
        TaxTable taxes = seller.taxes();
        if (!taxes.rates().isEmpty() && seller.country() == null) {
            found.add("there are taxes, but the seller has no country: none of its payers is at home");
        }
        if (!taxes.rates().isEmpty() && seller.country() != null && taxes.inForce(seller.country(), today) == null) {
            found.add("there is no tax rate of " + seller.country()
                    + ", where the seller is: accounts there are parked when they are to be invoiced");
        }
        for (String country :
                new TreeSet<>(taxes.rates().stream().map(DatedRate::country).toList())) {
            if (!taxes.isTaxed(country)) {
                found.add("the tax rate of " + country
                        + " is never used: it is neither the seller's country nor in the European Union");
            }
        }
        taxes.rates().stream()
                .filter(rate -> rate.percent().compareTo(HIGH_RATE) > 0)
                .forEach(rate -> found.add(
                        "the tax of " + rate.country() + " is " + rate.percent().toPlainString() + " %"));
        return List.copyOf(found);
    }
}
