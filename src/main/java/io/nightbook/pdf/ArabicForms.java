package io.nightbook.pdf;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The joined forms of Arabic letters: which one a letter takes depends on its neighbours.
 *
 * <p>The presentation forms of Unicode say by their names and decompositions what they are forms of. Of those for several
 * letters only lam with alef is taken: it has to be, and all fonts have it; the others are ornaments that few have.
 */
final class ArabicForms {

    private static final int ISOLATED = 0;
    private static final int FINAL = 1;
    private static final int INITIAL = 2;
    private static final int MEDIAL = 3;
    private static final String[] NAMES = {"ISOLATED FORM", "FINAL FORM", "INITIAL FORM", "MEDIAL FORM"};
    private static final char LAM = '\u0644';
    private static final char FIRST_LAM_ALEF = '\uFEF5';
    private static final char TATWEEL = '\u0640';
    private static final Map<String, char[]> FORMS = forms();

    private ArabicForms() {}

    private static Map<String, char[]> forms() {
        Map<String, char[]> forms = new HashMap<>();
        for (char c = '\uFB50'; c <= '\uFEFC'; c++) {
            String name = Character.isDefined(c) ? Character.getName(c) : "";
            for (int form = 0; form < NAMES.length; form++) {
                if (name.startsWith("ARABIC") && name.endsWith(NAMES[form])) {
                    String letters = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
                    if (letters.length() == 1 || c >= FIRST_LAM_ALEF) {
                        forms.computeIfAbsent(letters, l -> new char[NAMES.length])[form] = c;
                    }
                }
            }
        }
        return forms;
    }

    /** The text in logical order with each Arabic letter in the form that it takes there. */
    static String shaped(String text) {
        StringBuilder shaped = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int last = i + 1;
            char[] forms = FORMS.get(text.substring(i, last));
            if (c == LAM && last < text.length() && FORMS.containsKey(text.substring(i, last + 1))) {
                forms = FORMS.get(text.substring(i, ++last));
            }
            if (forms == null) {
                shaped.append(c);
                joined = c == TATWEEL || (joined && isMark(c));
                continue;
            }
            boolean joins = forms[INITIAL] != 0 && joinsBack(text, last);
            shaped.append(form(forms, joined && forms[FINAL] != 0, joins, c));
            joined = forms[INITIAL] != 0;
            i = last - 1;
        }
        return shaped.toString();
    }

    private static char form(char[] forms, boolean joined, boolean joins, char letter) {
        int form = joins ? INITIAL : ISOLATED;
        if (joined) {
            form = joins ? MEDIAL : FINAL;
        }
        return forms[form] == 0 ? letter : forms[form];
    }

    /** Whether the next letter from a place on, past any marks, joins to the one before it. */
    private static boolean joinsBack(String text, int from) {
        int at = from;
        while (at < text.length() && isMark(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        char @Nullable [] forms = FORMS.get(text.substring(at, at + 1));
        return text.charAt(at) == TATWEEL || (forms != null && forms[FINAL] != 0);
    }

    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
