package io.nightbook.batch;

import io.nightbook.postgres.WorkStore.Range;
import io.nightbook.postgres.WorkStore.Work;
import java.util.List;

/** The listed accounts of a range page by page, by key, so that neither memory nor cost grows with the range. */
final class WorkPages {

    static final int PAGE = 2_500;

    private final RunSteps steps;
    private Range rest;

    WorkPages(RunSteps steps, Range range) {
        this.steps = steps;
        this.rest = range;
    }

    /** The next accounts, in order; none at the end. */
    List<Work> next() {
        if (rest.first() > rest.last()) {
            return List.of();
        }
        List<Work> page = steps.work(rest, PAGE);
        int read = page.size() < PAGE
                ? rest.last()
                : page.get(page.size() - 1).account().no();
        rest = new Range(read + 1, rest.last());
        return page;
    }
}
