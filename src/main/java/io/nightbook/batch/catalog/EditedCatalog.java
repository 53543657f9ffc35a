package io.nightbook.batch.catalog;

import io.nightbook.domain.catalog.TermEdit;
import java.util.List;
import java.util.stream.Collectors;

/** The catalog says otherwise what the books were made with; the message says what, and what to do. */
public final class EditedCatalog extends RuntimeException {

    private static final long serialVersionUID = 1;

    EditedCatalog(List<TermEdit> edits) {
        super(text(edits));
    }

    private static String text(List<TermEdit> edits) {
        return "The catalog changes terms that are in use:\n"
                + edits.stream().map(edit -> "  " + edit + "\n").collect(Collectors.joining())
                + "Put them back, and say what is new with a later `from`. If it has to be so, nightbook check --accept-edits:\n"
                + "the next run reckons open cycles anew with what the catalog says; closed ones stay as they are, and so does\n"
                + "what usage that is imported already costs, except by tiers.";
    }
}
