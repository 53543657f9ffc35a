package io.nightbook.domain.account;

import io.nightbook.domain.time.LocalDays;
import java.util.Currency;

/**
 * Who is billed: an organisation with a currency and a time zone that never change.
 *
 * @param no the short number that the books know it by
 */
public record Account(int no, String id, Currency currency, LocalDays days) {}
