package io.nightbook.domain.invoice;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who issues the invoices.
 *
 * @param termsDays days from the issue date to the due date
 * @param series the prefix of invoice numbers
 */
public record Seller(
        String name,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String address,
        @Nullable String email,
        ZoneId zone,
        int termsDays,
        String series,
        EInvoices eInvoices,
        TaxTable taxes) {

    /** What software gets of an invoice, beside the PDF. */
    public enum EInvoices {
        NONE,
        /** XML after EN 16931, in the syntax of UBL. */
        UBL
    }

    public LocalDate dueDate(LocalDate issueDate) {
        return issueDate.plusDays(termsDays);
    }
}
