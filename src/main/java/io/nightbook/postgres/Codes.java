package io.nightbook.postgres;

import java.util.EnumSet;
import java.util.List;

/**
 * The bytes by which the constants of an enum are stored, wherever the constants stand in it.
 *
 * @param constants each at the place that is its code; more are only ever put behind them
 */
record Codes<E extends Enum<E>>(List<E> constants) {

    Codes {
        if (!EnumSet.allOf(constants.get(0).getDeclaringClass()).equals(EnumSet.copyOf(constants))) {
            throw new IllegalStateException("each constant needs a code: " + constants);
        }
    }

    int code(E constant) {
        return constants.indexOf(constant);
    }

    E constant(int code) {
        if (code < 0 || code >= constants.size()) {
            throw new IllegalStateException(
                    code + " stands for none of " + constants + ": it was written by another version of Nightbook");
        }
        return constants.get(code);
    }
}
