/** Tests of what is sold, and since when. */
@NullMarked
package io.nightbook.domain.catalog;

import org.jspecify.annotations.NullMarked;
