/** Tests of credits and money to the last digit. */
@NullMarked
package io.nightbook.domain.money;

import org.jspecify.annotations.NullMarked;
