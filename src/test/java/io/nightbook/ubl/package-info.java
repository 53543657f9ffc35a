@NullMarked
package io.nightbook.ubl;

import org.jspecify.annotations.NullMarked;
