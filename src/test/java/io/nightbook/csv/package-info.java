/** Classes that break a rule of the house, to see it go red. */
@NullMarked
package io.nightbook.csv;

import org.jspecify.annotations.NullMarked;
