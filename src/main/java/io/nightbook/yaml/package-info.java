/**
 * What the configuration says: catalog, seller and jobs, or every mistake in them, each at its place.
 *
 * <p>From YAML files (JSON is YAML too) to {@link io.nightbook.domain.catalog.Catalog}, {@link
 * io.nightbook.domain.invoice.Seller} and {@link io.nightbook.job.JobSpec}, or to one {@link
 * io.nightbook.yaml.ConfigError} that holds all problems found.
 *
 * <p>Always: values are read from their text, so that 0.1 is exactly 0.1 and the country NO is not a boolean; numbers
 * are written as in JSON; a key without a value (empty, null) counts as absent; an unknown key is a mistake, never
 * ignored; rates and versions may stand in any order and come out by date; no value is returned while there is a
 * problem. After a problem a reader goes on with a harmless stand-in, only to find further problems.
 *
 * <p>Not its business: whether a cron expression is valid, whether an account's currency is priced, what rules mean.
 */
@NullMarked
package io.nightbook.yaml;

import org.jspecify.annotations.NullMarked;
