@NullMarked
package io.nightbook;

import org.jspecify.annotations.NullMarked;
