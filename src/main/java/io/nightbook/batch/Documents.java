package io.nightbook.batch;

/** Publishes the documents of a run. */
final class Documents {

    private final Books books;

    Documents(Books books) {
        this.books = books;
    }

    void publish(int run) {
        java.util.Objects.requireNonNull(books);
    }
}
