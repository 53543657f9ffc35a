package io.nightbook.cli;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogOddities;
import io.nightbook.domain.catalog.CatalogText;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.invoice.SellerOddities;
import io.nightbook.domain.invoice.TaxTable.DatedRate;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The configuration as it was understood, with every value, for a person to look over; what is odd follows. */
final class ConfigurationReview {

    private static final int WIDEST = 40;

    private final PrintWriter out;
    private final LocalDate today;

    ConfigurationReview(PrintWriter out, LocalDate today) {
        this.out = out;
        this.today = today;
    }

    void print(Catalog catalog) {
        out.printf(
                "catalog %s: %d meters, %d packages, %d plans%n",
                catalog.name(),
                catalog.meters().size(),
                catalog.packages().size(),
                catalog.plans().size());
        List<CatalogText.Line> lines = CatalogText.of(catalog);
        int width = lines.stream()
                .mapToInt(line -> line.subject().length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        lines.forEach(line -> out.println(("  " + padded(line.subject(), width) + "  " + line.text()).stripTrailing()));
        beware(CatalogOddities.of(catalog, today));
    }

    void print(Seller seller) {
        out.printf(
                "seller %s: %s, %d tax rates, terms %d days%n",
                seller.name(), seller.zone(), seller.taxes().rates().size(), seller.termsDays());
        out.printf(
                "  country %s, tax id %s, invoice numbers %s-%d-00001 and so on%n",
                seller.country() == null ? "none" : seller.country(),
                seller.taxId() == null ? "none" : seller.taxId(),
                seller.series(),
                today.getYear());
        out.printf("  taxes in force on %s: %s%n", today, taxes(seller));
        beware(SellerOddities.of(seller, today));
    }

    private String taxes(Seller seller) {
        String taxes = new TreeSet<>(
                        seller.taxes().rates().stream().map(DatedRate::country).toList())
                .stream().map(country -> country + " " + rate(seller, country)).collect(Collectors.joining(", "));
        return taxes.isEmpty() ? "none, so that invoices bear no tax" : taxes;
    }

    private String rate(Seller seller, String country) {
        DatedRate rate = seller.taxes().inForce(country, today);
        return rate == null ? "not yet" : rate.percent().toPlainString() + " %";
    }

    private void beware(List<String> oddities) {
        oddities.forEach(oddity -> out.println("  beware: " + oddity));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
