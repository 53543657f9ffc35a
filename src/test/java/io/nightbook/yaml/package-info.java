/** Tests of the configuration files. */
@NullMarked
package io.nightbook.yaml;

import org.jspecify.annotations.NullMarked;
