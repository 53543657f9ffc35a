/** Tests of what an event is worth. */
@NullMarked
package io.nightbook.domain.usage;

import org.jspecify.annotations.NullMarked;
