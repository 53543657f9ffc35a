/** Figures that a reader can reckon after. */
@NullMarked
package io.nightbook.domain.report;

import org.jspecify.annotations.NullMarked;
