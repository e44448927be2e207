package com.circledesk.imports;

import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.mappings.MappingDefinition;
import java.util.List;

/**
 * A file that is read as a table.
 *
 * @param mapping what of it is still to be mapped to the kind's columns
 * @param remarks what was noticed about the file, as sentences
 */
public record OpenedTable(TableFile table, MappingDefinition mapping, List<String> remarks) {
    public OpenedTable {
        remarks = List.copyOf(remarks);
    }

    public OpenedTable(TableFile table, MappingDefinition mapping) {
        this(table, mapping, List.of());
    }
}
