/** Measurements that anyone can repeat: {@code ./mvnw -Pbench verify}. */
@NullMarked
package io.nightbook.bench;

import org.jspecify.annotations.NullMarked;
