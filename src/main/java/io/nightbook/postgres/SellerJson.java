package io.nightbook.postgres;

import io.nightbook.domain.invoice.Seller;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The seller as an invoice remembers it: a JSON object of the values that are there. */
final class SellerJson {

    /** What {@code taxes} says of a seller who charges none. */
    static final String NO_TAXES = "none";

    private SellerJson() {}

    static String of(Seller seller) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("name", seller.name());
        values.put("country", seller.country());
        values.put("tax_id", seller.taxId());
        values.put("address", seller.address());
        values.put("email", seller.email());
        values.put("taxes", seller.taxes().rates().isEmpty() ? NO_TAXES : null);
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(String.valueOf(entry.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
