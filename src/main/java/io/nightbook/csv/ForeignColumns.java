package io.nightbook.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the columns of foreign files become those of the contract. What a file has no use for leaves it alone, so foreign
 * files and one's own may come together.
 *
 * @param renames pairs of a column's name in the file and in the contract, either way round
 * @param set values of columns that a file lacks, for all its rows
 */
public record ForeignColumns(Map<String, String> renames, Map<String, String> set) {

    public static final ForeignColumns NONE = new ForeignColumns(Map.of(), Map.of());

    /**
     * Refuses what none of these files has a use for, as it was mistyped.
     *
     * @throws UnusableFile if so
     */
    public void refuseUseless(List<InputFile> files) {
        renames.forEach((one, other) -> {
            if (files.stream()
                    .noneMatch(
                            file -> file.header().contains(one) || file.header().contains(other))) {
                throw new UnusableFile("--map " + one + "=" + other + ": no file has a column " + one + " or " + other
                        + " to rename. " + described(files));
            }
        });
        set.keySet().forEach(column -> {
            if (files.stream().noneMatch(file -> file.kind().takes(column))) {
                throw new UnusableFile("--set " + column + ": no file has use for such a column. " + described(files));
            }
        });
    }

    private static String described(List<InputFile> files) {
        return String.join(
                "; ",
                files.stream()
                        .map(file -> file.name() + " has " + String.join(", ", file.header()))
                        .toList());
    }

    /** The columns of a file in the contract's words and, behind them, those that are set for it. */
    List<String> header(String file, InputKind kind, List<String> found) {
        List<String> header = new ArrayList<>(found);
        renames.forEach((one, other) -> {
            boolean reversed = kind.names(one) == kind.names(other) ? !header.contains(one) : kind.names(one);
            rename(file, header, reversed ? other : one, reversed ? one : other);
        });
        set.keySet().stream()
                .filter(column -> kind.takes(column) && !header.contains(column))
                .forEach(header::add);
        return header;
    }

    private static void rename(String file, List<String> header, String from, String to) {
        int place = header.indexOf(from);
        if (place >= 0 && header.contains(to)) {
            throw new UnusableFile(file + ":1: has a column " + from + " to rename and a column " + to
                    + " already; leave out --map, or take one of them out of the file");
        }
        if (place >= 0) {
            header.set(place, to);
        }
    }
}
