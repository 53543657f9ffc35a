/** Tests of who is billed, and where. */
@NullMarked
package io.nightbook.domain.account;

import org.jspecify.annotations.NullMarked;
