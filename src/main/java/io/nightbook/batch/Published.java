package io.nightbook.batch;

import java.util.List;

/**
 * What came of publishing the documents of a run.
 *
 * @param documents all there are
 * @param standing those that had been published before and were left as they are
 * @param different the first paths whose contents are not what was published there before
 */
public record Published(long documents, long standing, List<String> different) {}
