package io.nightbook.yaml;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogUse;
import java.nio.file.Path;
import java.util.List;

/**
 * The catalog in its files: {@code catalog} (a name), {@code drawdown}, {@code meters}, {@code packages}, {@code plans},
 * {@code alerts}, each optional.
 *
 * <p>Meters, packages and plans of several files follow each other in the order of the files; {@code catalog}, {@code
 * drawdown} and {@code alerts} may stand in one file only. Without {@code alerts} there are none.
 */
public final class CatalogFiles {

    private CatalogFiles() {}

    /**
     * The catalog of a folder: its {@code *.yaml}, {@code *.yml} and {@code *.json} in file-name order.
     *
     * @throws ConfigError with all problems found; also where the folder has no such file
     */
    public static Catalog readDirectory(Path dir) {
        return read(ConfigFolder.filesOf(dir, new Problems()));
    }

    /**
     * The catalog of these files, in this order.
     *
     * @throws ConfigError with all problems found
     */
    public static Catalog read(List<Path> files) {
        return draft(files, new Problems()).finished();
    }

    /**
     * Holds the catalog of a folder to what the books ask of it.
     *
     * @throws ConfigError with all problems found: a price missing for a currency in use, a plan or a meter that is gone
     */
    public static void checkUse(Path dir, CatalogUse use) {
        Problems problems = new Problems();
        draft(ConfigFolder.filesOf(dir, problems), problems).checkUse(use, dir.toString(), problems);
        problems.throwIfAny();
    }

    private static CatalogDraft draft(List<Path> files, Problems problems) {
        CatalogDraft draft = new CatalogDraft();
        files.forEach(file -> draft.add(ConfigFile.read(file, problems)));
        draft.checkCategories();
        problems.throwIfAny();
        return draft;
    }
}
