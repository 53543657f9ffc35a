/** Tests of batches, their order and their worth. */
@NullMarked
package io.nightbook.domain.credit;

import org.jspecify.annotations.NullMarked;
