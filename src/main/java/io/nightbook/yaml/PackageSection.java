package io.nightbook.yaml;

import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.CreditPackage.Bonus;
import io.nightbook.domain.money.Credits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A pack: {@code id}, then {@code credits} and {@code price}, or {@code unit_price} and {@code minimum} (0 where
 * absent); {@code expires} (never), {@code bonus: { credits, expires }} (none), {@code categories} (all) and {@code
 * priority} (0).
 */
final class PackageSection {

    private static final String[] KEYS = {
        "id", "credits", "price", "unit_price", "minimum", "expires", "bonus", "categories", "priority"
    };
    private static final NumberRule PRIORITY = NumberRule.whole(-1_000_000, 1_000_000);

    private final Fields fields;
    private final List<Value> categories;

    private PackageSection(Fields fields) {
        this.fields = fields;
        this.categories = fields.list("categories", "category of a package");
    }

    /** A pack; its categories are added to {@code uses}, since those of all meters are known only at the end. */
    static CreditPackage read(Value value, List<Value> uses) {
        PackageSection section = new PackageSection(Fields.of(value, "a package", KEYS));
        uses.addAll(section.categories);
        return section.fields.has("unit_price") ? section.customSize() : section.fixedSize();
    }

    private CreditPackage fixedSize() {
        fields.refuse("minimum", "goes with 'unit_price', not with 'credits'");
        return new CreditPackage(
                id(),
                NumberRule.SOLD_CREDITS.readCredits(fields.required("credits")),
                PriceSection.amounts(fields.required("price")),
                Credits.ZERO,
                ExpirySection.of(fields),
                fields.optional("bonus", PackageSection::bonus),
                categories(),
                priority());
    }

    private CreditPackage customSize() {
        fields.refuse("credits", "excludes 'unit_price'");
        fields.refuse("price", "excludes 'unit_price'");
        return new CreditPackage(
                id(),
                null,
                PriceSection.unitPrices(fields.required("unit_price")),
                fields.optional("minimum", NumberRule.CREDITS::readCredits, Credits.ZERO),
                ExpirySection.of(fields),
                fields.optional("bonus", PackageSection::bonus),
                categories(),
                priority());
    }

    private String id() {
        return Texts.id(fields.required("id"));
    }

    private int priority() {
        return fields.optional("priority", PRIORITY::readWhole, 0);
    }

    private Set<String> categories() {
        Set<String> names = new LinkedHashSet<>();
        categories.forEach(category -> category.word().ifPresent(names::add));
        return Set.copyOf(names);
    }

    private static Bonus bonus(Value value) {
        Fields fields = Fields.of(value, "a bonus", "credits", "expires");
        return new Bonus(NumberRule.CREDITS.readCredits(fields.required("credits")), ExpirySection.of(fields));
    }
}
