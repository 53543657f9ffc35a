package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.invoice.Seller;
import io.nightbook.pdf.Fonts;
import io.nightbook.postgres.Database;
import java.nio.file.Path;

/**
 * What a run works on.
 *
 * @param fingerprint of the catalog: where it differs from the last run's, every account is looked at again
 * @param fonts that documents may be set in
 * @param out where finished documents are published
 */
public record Books(Database database, Catalog catalog, String fingerprint, Seller seller, Fonts fonts, Path out) {}
