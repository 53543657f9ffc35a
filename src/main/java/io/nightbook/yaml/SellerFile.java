package io.nightbook.yaml;

import io.nightbook.domain.account.Country;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.invoice.Seller.EInvoices;
import io.nightbook.domain.invoice.TaxTable;
import io.nightbook.domain.invoice.TaxTable.DatedRate;
import io.nightbook.domain.invoice.VatId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seller in its file: {@code seller} with {@code name}, and where they are known {@code country}, {@code tax_id},
 * {@code address}, {@code email}, {@code time_zone} (UTC), {@code terms_days} (14), {@code series} (INV), {@code e_invoices}
 * (none; or {@code ubl}, which needs {@code country} and {@code tax_id}); {@code taxes} (none), each with {@code country},
 * {@code category} (S), {@code rate} in percent, {@code from}.
 */
public final class SellerFile {

    private static final String[] KEYS = {
        "name", "country", "tax_id", "address", "email", "time_zone", "terms_days", "series", "e_invoices"
    };
    private static final NumberRule TERMS = NumberRule.whole(0, 3660);
    private static final Choice<EInvoices> E_INVOICES = Choice.among(EInvoices.NONE, EInvoices.UBL);
    /** Only standard rates are tables; who pays none is decided by where the payer is. */
    private static final Choice<String> CATEGORY = Choice.of("S", "S");

    private SellerFile() {}

    /**
     * The seller of a file.
     *
     * @throws ConfigError with all problems found
     */
    public static Seller read(Path file) {
        Problems problems = new Problems();
        Fields root = Fields.of(ConfigFile.read(file, problems), "the seller file", "seller", "taxes");
        List<DatedRate> taxes = taxes(root);
        Seller seller = seller(Fields.of(root.required("seller"), "the seller", KEYS), taxes);
        problems.throwIfAny();
        return seller;
    }

    private static Seller seller(Fields fields, List<DatedRate> taxes) {
        String country = fields.optional("country", SellerFile::country);
        String taxId = fields.optional("tax_id", Texts::text);
        return new Seller(
                Texts.text(fields.required("name")),
                country,
                taxId,
                fields.optional("address", Texts::text),
                fields.optional("email", Texts::text),
                fields.optional("time_zone", Texts::zone, ZoneId.of("UTC")),
                fields.optional("terms_days", TERMS::readWhole, 14),
                fields.optional("series", Texts::name, "INV"),
                fields.optional("e_invoices", value -> eInvoices(value, country, taxId, taxes), EInvoices.NONE),
                new TaxTable(country, taxes));
    }

    private static EInvoices eInvoices(
            Value value, @Nullable String country, @Nullable String taxId, List<DatedRate> taxes) {
        EInvoices wanted = E_INVOICES.read(value);
        if (wanted == EInvoices.UBL) {
            if (country == null || taxId == null) {
                value.problem(value.subject() + " needs to say who sells", "add country and tax_id to the seller");
            } else if (!taxes.isEmpty() && !VatId.isOne(taxId)) {
                value.problem(
                        value.subject() + " needs a tax_id that begins with its country, this is "
                                + Excerpt.quoted(taxId),
                        "write it as between countries, such as DE123456789");
            }
        }
        return wanted;
    }

    private static List<DatedRate> taxes(Fields root) {
        Declared once = new Declared("tax of");
        List<DatedRate> rates = new ArrayList<>();
        for (Value item : root.list("taxes", "tax")) {
            rates.add(tax(item, once));
        }
        return List.copyOf(rates);
    }

    private static DatedRate tax(Value item, Declared once) {
        Fields fields = Fields.of(item, "a tax", "country", "category", "rate", "from");
        fields.optional("category", CATEGORY::read);
        Value from = fields.required("from");
        String country = country(fields.required("country"));
        from.word().ifPresent(day -> once.add(country + " from " + day, item));
        return new DatedRate(country, NumberRule.percent(fields.required("rate")), Dates.date(from));
    }

    private static String country(Value value) {
        return Texts.oneOf(Country.all(), "countries of ISO 3166, such as DE", value, Country::meant);
    }
}
