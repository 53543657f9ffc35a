package io.nightbook.yaml;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Prices by ISO 4217 currency: {@code { USD: 49.00, EUR: 45.00 }}. */
final class PriceSection {

    /** Those that have minor units; gold and the like have none. */
    private static final Map<String, Currency> CURRENCIES = currencies();

    private PriceSection() {}

    /** Amounts of money, each with at most its currency's places. */
    static Map<String, BigDecimal> amounts(Value map) {
        return read(map, NumberRule::money);
    }

    /** Prices of one credit, up to 9 places. */
    static Map<String, BigDecimal> unitPrices(Value map) {
        return read(map, currency -> NumberRule.FINE);
    }

    private static Map<String, BigDecimal> read(Value map, Function<Currency, NumberRule> ruleOf) {
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        Collection<Value.Entry> entries = map.entries(map.subject()).values();
        for (Value.Entry entry : entries) {
            String code =
                    Texts.oneOf(CURRENCIES.keySet(), "currencies", entry.key().as("currency in " + map.subject()));
            Currency currency = CURRENCIES.get(code);
            if (currency != null) {
                prices.put(code, ruleOf.apply(currency).read(entry.value()));
            }
        }
        return Collections.unmodifiableMap(prices);
    }

    private static Map<String, Currency> currencies() {
        Map<String, Currency> byCode = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getDefaultFractionDigits() >= 0) {
                byCode.put(currency.getCurrencyCode(), currency);
            }
        }
        return byCode;
    }
}
