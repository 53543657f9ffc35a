/** Tests of tax and due dates. */
@NullMarked
package io.nightbook.domain.invoice;

import org.jspecify.annotations.NullMarked;
