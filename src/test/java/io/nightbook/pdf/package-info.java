@NullMarked
package io.nightbook.pdf;

import org.jspecify.annotations.NullMarked;
