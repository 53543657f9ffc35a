package io.nightbook.csv;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How the columns of foreign files become those of the contract. What a file has no use for leaves it alone, so foreign
 * files and one's own may come together.
 *
 * @param renames pairs of a column's name in the file and in the contract, either way round
 * @param set values of columns that a file lacks, for all its rows
 * @param purpose what the rows of usage files are for
 * @param together the kinds of the files that come together
 * @param kept the columns of usage files that stay there under their own names too where they are renamed, for the catalog
 *     rates by them
 */
public record ForeignColumns(
        Map<String, String> renames,
        Map<String, String> set,
        Purpose purpose,
        Set<InputKind> together,
        Set<String> kept) {

    public static final ForeignColumns NONE = new ForeignColumns(Map.of(), Map.of(), Purpose.TAKE_IN, Set.of());

    private static final String EVENT = "event_id";
    private static final String VOIDS = "voids";
    private static final String VOID_OF = "void:";
    private static final int MOST_KEPT = 120;

    /** What becomes of usage. */
    public enum Purpose {
        TAKE_IN,
        /** Each row becomes a void of its event; those that are voids stay what they are. */
        TAKE_BACK
    }

    public ForeignColumns(
            Map<String, String> renames, Map<String, String> set, Purpose purpose, Set<InputKind> together) {
        this(renames, set, purpose, together, Set.of());
    }

    /**
     * The same for files that come together: what is set for one kind of them is no property of usage.
     *
     * @param rated the properties by which usage is rated
     */
    public ForeignColumns among(Collection<Path> files, Set<String> rated) {
        Set<InputKind> kinds = EnumSet.noneOf(InputKind.class);
        files.forEach(file -> InputKind.find(String.valueOf(file.getFileName())).ifPresent(kinds::add));
        return new ForeignColumns(renames, set, purpose, kinds, rated);
    }

    /** Whether a column is one of those to rename. */
    boolean names(String column) {
        return renames.containsKey(column) || renames.containsValue(column);
    }

    private boolean isSetFor(InputKind kind, String column) {
        return kind.names(column) || (kind.takes(column) && together.stream().noneMatch(other -> other.names(column)));
    }

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
            if (files.stream().noneMatch(file -> isSetFor(file.kind(), column))) {
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

    /** The columns of a file in the contract's words and, behind them, those that it is given. */
    List<String> header(String file, InputKind kind, List<String> found) {
        List<String> header = new ArrayList<>(found);
        renames.forEach((one, other) -> {
            if (one.equals(other) || isOnesOwn(kind, header, one, other)) {
                return;
            }
            boolean reversed = kind.names(one) == kind.names(other) ? !header.contains(one) : kind.names(one);
            rename(file, header, reversed ? other : one, reversed ? one : other);
        });
        if (kind == InputKind.USAGE) {
            found.stream()
                    .filter(column -> kept.contains(column) && !header.contains(column))
                    .forEach(header::add);
        }
        set.keySet().stream()
                .filter(column -> isSetFor(kind, column) && !header.contains(column))
                .forEach(header::add);
        if (purpose == Purpose.TAKE_BACK) {
            if (kind != InputKind.USAGE) {
                throw new UnusableFile(file + ": only usage can be taken back; a batch is voided by its voided_at, a"
                        + " subscription ends with its ends_on");
            }
            if (!header.contains(VOIDS)) {
                header.add(VOIDS);
            }
        }
        return header;
    }

    /** Both are words of the contract here, and stand side by side. */
    private static boolean isOnesOwn(InputKind kind, List<String> header, String one, String other) {
        return kind.names(one) && kind.names(other) && header.contains(one) && header.contains(other);
    }

    /** Whether rows stay what they are in the file: asked once for a file, as it may have millions. */
    boolean leavesRows(List<String> header, int columns) {
        return header.size() == columns && purpose == Purpose.TAKE_IN;
    }

    /**
     * What a row has in all columns; a row that has fewer or more cells than its file has columns is left as it is.
     *
     * @param found what it has in those of its file
     * @param columns how its file names these
     */
    List<String> cells(List<String> header, List<String> found, List<String> columns) {
        if (found.size() != columns.size()) {
            return found;
        }
        List<String> cells = new ArrayList<>(found);
        header.stream()
                .skip(columns.size())
                .map(column -> kept.contains(column) && columns.contains(column)
                        ? found.get(columns.indexOf(column))
                        : set.getOrDefault(column, ""))
                .forEach(cells::add);
        if (purpose == Purpose.TAKE_BACK) {
            takeBack(cells, header.indexOf(EVENT), header.indexOf(VOIDS));
        }
        return cells;
    }

    /** A void stays one; an event without an id gives none, or it would be an event itself. */
    private static void takeBack(List<String> cells, int event, int voids) {
        String id = event < 0 ? "" : cells.get(event);
        if (!id.isEmpty() && cells.get(voids).isEmpty()) {
            cells.set(voids, id);
            cells.set(event, VOID_OF + (id.length() > MOST_KEPT ? nameOf(id) : id));
        }
    }

    /** An id that is short enough to stand in another, and always the same. */
    private static String nameOf(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
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
