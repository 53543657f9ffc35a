/** Tests of what a run books for an account, and of what parks it. */
@NullMarked
package io.nightbook.domain.settlement;

import org.jspecify.annotations.NullMarked;
