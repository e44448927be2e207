package com.circledesk.imports;

import com.circledesk.imports.files.Limits;
import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.files.TableFiles;
import com.circledesk.imports.mappings.MappingDefinition;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file as it came.
 *
 * @param name under which it was sent
 * @param lines line ends that it holds, or null if not counted
 * @param mapping the column mapping chosen for it, {@link MappingDefinition#NONE} where none was
 */
public record FileToOpen(
        Path path, String name, Limits limits, @Nullable Long lines, MappingDefinition mapping) {
    /** As CSV or a workbook, by its first bytes. */
    public TableFile asTable() {
        return TableFiles.open(path, name, limits, lines);
    }
}
