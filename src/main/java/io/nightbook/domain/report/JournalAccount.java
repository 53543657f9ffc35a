package io.nightbook.domain.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** An account of the journal: its full name, with colons between its levels. */
public record JournalAccount(String name) {

    /** What payers owe by invoices, tax included, less what they have paid. */
    static final JournalAccount RECEIVABLE = new JournalAccount("assets:receivable");
    /** What had been paid when its invoice was issued; a bank statement clears it. */
    static final JournalAccount PAYMENTS = new JournalAccount("assets:payments received");
    /** What the credits that batches hold are worth. */
    static final JournalAccount DEFERRED = new JournalAccount("liabilities:deferred revenue:credits");
    /** What is billed for credits that come with a later cycle; below zero, what came before its bill. */
    static final JournalAccount BILLED = new JournalAccount("liabilities:deferred revenue:billed");
    /** On its way from a batch to what it rolls over into: nothing stays here. */
    static final JournalAccount CARRIED = new JournalAccount("liabilities:deferred revenue:carried over");

    static final JournalAccount VOIDED = new JournalAccount("liabilities:voided credits");
    /** What others are to get or have got for what was used of them; their bills clear it. */
    static final JournalAccount PASS_THROUGH = new JournalAccount("liabilities:pass-through");

    static final JournalAccount FEES = new JournalAccount("revenue:fees");
    static final JournalAccount OVERAGE = new JournalAccount("revenue:overage");
    static final JournalAccount USED = new JournalAccount("revenue:credits used");
    static final JournalAccount BREAKAGE = new JournalAccount("revenue:breakage");
    /** What was paid elsewhere for credits that came without a line on an invoice. */
    static final JournalAccount OPENING = new JournalAccount("equity:opening credits");

    static final JournalAccount HELD = new JournalAccount("credits:held");
    static final JournalAccount ADDED = new JournalAccount("credits:added");
    static final JournalAccount CREDITS_CARRIED = new JournalAccount("credits:carried over");
    static final JournalAccount LAPSED = new JournalAccount("credits:lapsed");
    static final JournalAccount CREDITS_USED = new JournalAccount("credits:used");
    static final JournalAccount CREDITS_VOIDED = new JournalAccount("credits:voided");

    /** Where the tax of one country, category and rate is owed; the country of nobody's is left out. */
    public static JournalAccount tax(String country, String category, BigDecimal percent) {
        String place = country.isEmpty() ? "" : country + " ";
        return new JournalAccount("liabilities:tax payable:" + place + category + " " + percent.toPlainString());
    }

    /** All that a transaction may name, but those of taxes. */
    static List<JournalAccount> all() {
        return Stream.of(
                        List.of(RECEIVABLE, PAYMENTS, DEFERRED, BILLED, CARRIED, VOIDED, PASS_THROUGH),
                        List.of(FEES, OVERAGE, USED, BREAKAGE, OPENING),
                        List.of(HELD, ADDED, CREDITS_CARRIED, LAPSED, CREDITS_USED, CREDITS_VOIDED))
                .flatMap(List::stream)
                .toList();
    }
}
