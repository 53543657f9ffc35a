package io.nightbook.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A story as it goes where nothing goes wrong.
 *
 * @param template a database as it is before the command
 * @param folder the files that are there before it
 * @param extent how much it does
 * @param left what is there after it
 */
record Twin(Story story, String template, Path folder, Extent extent, Map<String, String> left) {

    /**
     * How many statements pass while the books are opened, and in all; and how many changes of files.
     *
     * @param commits which of the statements end transactions
     */
    record Extent(int opening, int statements, int files, List<Integer> commits) {}

    static Twin of(Story story, Path into) {
        try {
            Path folder = Files.createDirectories(into.resolve(story.words()));
            Story.layOut(folder);
            return Trial.twin(story, story.template(folder), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many instants there are for a kind of fault. */
    int instants(Kind kind) {
        if (kind == Kind.FULL_SERVER_DISK) {
            return extent.statements();
        }
        return switch (kind.over()) {
            case STATEMENTS -> 2 * extent.statements();
            case FILES -> extent.files();
        };
    }

    /** The first instant: one that dies while it opens the books has done nothing yet. */
    int first(Kind kind) {
        return kind == Kind.KILL ? 2 * extent.opening() + 1 : 1;
    }
}
