/** What holds for the whole house: its walls, its tidiness, its front page, and the traps that it avoids. */
@NullMarked
package io.nightbook;

import org.jspecify.annotations.NullMarked;
