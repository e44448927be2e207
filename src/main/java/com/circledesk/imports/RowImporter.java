package com.circledesk.imports;

import com.circledesk.shared.BusinessRuleException;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of file means. The engine reads the cells, stages the rows and asks the importer to check what no single
 * cell can tell, and then to record the rows that passed. Both work on all rows at once, in SQL.
 */
public interface RowImporter {
    ImportKind kind();

    /** Opens a file of this kind; other than CSV and workbooks only a kind that has formats of its own. */
    default OpenedTable open(FileToOpen file) {
        return new OpenedTable(file.asTable(), file.mapping());
    }

    /** Whether rows may be recorded while others of their file are at fault. */
    default boolean takesParts() {
        return true;
    }

    /** Whether a sound file may be without rows, and is recorded all the same: a bank's statement of quiet days. */
    default boolean takesEmptyFiles() {
        return false;
    }

    /** Marks rows as faulty or unchanged. Changes nothing but the staging tables; a preview ends here. */
    void check(Staging rows);

    /** Records the rows of {@code accepted}: those neither faulty nor unchanged. */
    void post(Staging rows);

    /** The path of the list where people find what was recorded; null where there is none. */
    default @Nullable String list() {
        return null;
    }

    /** Where people find what this import recorded; it opens to whoever may open {@link #list}. */
    default @Nullable String recorded(long importId) {
        return list();
    }

    /**
     * Takes back everything that an import recorded, in the caller's transaction.
     *
     * @throws BusinessRuleException if that is not possible, with the reasons in its message
     */
    default void revert(long importId, String reason) {
        throw new BusinessRuleException(
                "not-revertible",
                "An import of " + kind().name() + " is reference data and is not reverted: import a corrected file.");
    }
}
