package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.pdf.FontAdvice;
import io.nightbook.pdf.Fonts;
import io.nightbook.pdf.Typefaces;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the fonts at hand cannot set of all that documents are going to say: before any of them waits for it. */
public final class FontReview {

    private static final int SHOWN = 3;

    private FontReview() {}

    /** What stands on all documents, and what the catalog calls its things. */
    public static List<String> of(Session.Configuration configuration) {
        Fonts fonts = configuration.fonts().get();
        Seller seller = configuration.seller().get();
        Catalog catalog = configuration.catalog().get();
        List<String> lacking = new ArrayList<>();
        lacking.addAll(sentence(
                "seller.yaml, so that no document can be published,",
                Typefaces.missing(
                        Stream.of(seller.name(), seller.address(), seller.email(), seller.taxId(), seller.series())
                                .filter(Objects::nonNull)
                                .toList(),
                        fonts)));
        Stream<String> meters = catalog.meters().stream().flatMap(meter -> Stream.of(meter.id(), meter.category()));
        Stream<String> plans = catalog.plans().stream().map(plan -> plan.id());
        Stream<String> packages = catalog.packages().stream().map(bundle -> bundle.id());
        lacking.addAll(sentence(
                "the catalog's ids",
                Typefaces.missing(
                        Stream.of(meters, plans, packages).flatMap(ids -> ids).toList(), fonts)));
        return lacking;
    }

    /** What the accounts are called and where they are. */
    public static List<String> of(Database database, Fonts fonts) {
        NavigableSet<Integer> missing = new TreeSet<>();
        List<String> accounts = new ArrayList<>();
        new AccountStore(database).rareNames((id, texts) -> {
            NavigableSet<Integer> lacking = Typefaces.missing(texts, fonts);
            if (!lacking.isEmpty()) {
                missing.addAll(lacking);
                accounts.add(id);
            }
        });
        String which = String.format(
                Locale.ROOT,
                "the names or addresses of %,d accounts (%s%s), so that their documents will wait,",
                accounts.size(),
                String.join(", ", accounts.subList(0, Math.min(SHOWN, accounts.size()))),
                accounts.size() > SHOWN ? " and others" : "");
        return sentence(which, missing);
    }

    private static List<String> sentence(String where, NavigableSet<Integer> missing) {
        return missing.isEmpty()
                ? List.of()
                : List.of("no font at hand can set what stands in " + where + " namely " + FontAdvice.of(missing));
    }
}
