/** Tests of local days and of the turns of cycles. */
@NullMarked
package io.nightbook.domain.time;

import org.jspecify.annotations.NullMarked;
