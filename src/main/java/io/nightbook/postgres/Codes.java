package io.nightbook.postgres;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The bytes by which the constants of an enum are stored: given once and for good, wherever the constants stand. */
final class Codes<E extends Enum<E>> {

    private final Class<E> type;
    private final Map<E, Integer> codes;
    private final Map<Integer, E> constants = new HashMap<>();

    /** The codes of all constants; a constant without one, or two with the same, are an error at once. */
    Codes(Class<E> type, Map<E, Integer> codes) {
        this.type = type;
        this.codes = new EnumMap<>(codes);
        codes.forEach((constant, code) -> constants.put(code, constant));
        if (constants.size() != type.getEnumConstants().length) {
            throw new IllegalStateException("each " + type.getSimpleName() + " needs a code of its own: " + codes);
        }
    }

    int of(E constant) {
        return Objects.requireNonNull(codes.get(constant));
    }

    E constant(int code) {
        E constant = constants.get(code);
        if (constant == null) {
            throw new IllegalStateException(code + " stands for no " + type.getSimpleName()
                    + ": it was written by another version of Nightbook");
        }
        return constant;
    }
}
