package io.nightbook.domain.report;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The journal as plain text that hledger reads: directives first, then its transactions.
 *
 * <p>Ids stand in tags, so {@code --pivot account}, {@code --pivot invoice} and {@code --pivot batch} give sub-ledgers. Whatever the syntax could
 * take for its own is percent-encoded in them.
 */
public final class JournalText {

    private static final String PLAIN = "-_./:@+#'()*=!?&$~";

    private JournalText() {}

    /** What a journal begins with: its commodities and accounts, so that it passes strict checks. */
    public static String directives(List<Currency> currencies, List<JournalAccount> taxes) {
        StringBuilder text = new StringBuilder("decimal-mark .\n");
        for (Currency currency : currencies) {
            String places = "0".repeat(currency.getDefaultFractionDigits());
            text.append("commodity 1000.")
                    .append(places)
                    .append(' ')
                    .append(currency.getCurrencyCode())
                    .append('\n');
        }
        text.append("commodity 1000.000000 credits\n");
        Stream.concat(JournalAccount.all().stream(), taxes.stream())
                .forEach(account ->
                        text.append("account ").append(account.name()).append('\n'));
        return text.toString();
    }

    public static String of(JournalTransaction transaction) {
        StringBuilder text = new StringBuilder("\n").append(transaction.day()).append(" * ");
        text.append(transaction.title()).append(comment(transaction.tags())).append('\n');
        for (JournalTransaction.Posting posting : transaction.postings()) {
            text.append("    ").append(posting.account().name());
            text.append("  ").append(posting.amount().toPlainString());
            text.append(' ').append(posting.commodity());
            text.append(comment(posting.tags())).append('\n');
        }
        return text.toString();
    }

    private static String comment(List<JournalTransaction.Tag> tags) {
        return tags.isEmpty()
                ? ""
                : tags.stream()
                        .map(tag -> tag.name() + ":" + encoded(tag.value()))
                        .collect(Collectors.joining(", ", "  ; ", ""));
    }

    private static String encoded(String id) {
        StringBuilder text = new StringBuilder();
        id.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                text.appendCodePoint(c);
            } else {
                utf8(c).forEach(octet -> text.append(String.format(Locale.ROOT, "%%%02X", octet)));
            }
        });
        return text.toString();
    }

    /** The octets of a code point. */
    private static IntStream utf8(int c) {
        if (c < 0x80) {
            return IntStream.of(c);
        }
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        int lead = ((0xFF00 >> (more + 1)) & 0xFF) | (c >> (6 * more));
        return IntStream.concat(
                IntStream.of(lead),
                IntStream.iterate(more - 1, left -> left >= 0, left -> left - 1)
                        .map(left -> 0x80 | ((c >> (6 * left)) & 0x3F)));
    }
}
