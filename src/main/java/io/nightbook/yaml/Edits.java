package io.nightbook.yaml;

/** The least number of characters to insert, delete, replace or swap with their neighbour to turn one word into another. */
final class Edits {

    private final String from;
    private final String to;
    private final int[][] least;

    private Edits(String from, String to) {
        this.from = from;
        this.to = to;
        this.least = new int[from.length() + 1][to.length() + 1];
    }

    static int between(String from, String to) {
        Edits edits = new Edits(from, to);
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits.least[i][j] = i == 0 || j == 0 ? i + j : edits.cheapest(i, j);
            }
        }
        return edits.least[from.length()][to.length()];
    }

    private int cheapest(int i, int j) {
        int replaced = least[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int edited = Math.min(replaced, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        return isSwap(i, j) ? Math.min(edited, least[i - 2][j - 2] + 1) : edited;
    }

    private boolean isSwap(int i, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
