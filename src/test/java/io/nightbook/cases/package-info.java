/** Worked cases: small worlds with their exact results. */
@NullMarked
package io.nightbook.cases;

import org.jspecify.annotations.NullMarked;
