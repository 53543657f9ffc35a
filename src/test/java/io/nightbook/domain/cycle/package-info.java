/** Tests of when a cycle becomes final. */
@NullMarked
package io.nightbook.domain.cycle;

import org.jspecify.annotations.NullMarked;
