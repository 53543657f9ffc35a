package io.nightbook.domain.input;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.credit.CreditBatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed row of a credit batches file, with what its package adds.
 *
 * @param batch its terms; effective where it asks to be, arrival not known yet
 * @param bonus the batch that comes with it, or null
 * @param given the values as given, by column, in canonical form and without those that may be filled in later: two rows
 *     that give the same are the same, whatever the catalog says meanwhile
 * @param resolved the same with what the catalog added: two rows that mean the same are the same
 */
public record BatchOrder(
        Account account,
        CreditBatch batch,
        @Nullable CreditBatch bonus,
        @Nullable String packageId,
        @Nullable String paymentRef,
        Map<String, String> given,
        String resolved) {}
