package com.circledesk.imports;

import com.circledesk.shared.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of file that can be imported: one for each importer that a module brings, in their order. */
@Service
public class ImportKinds {
    private final List<RowImporter> importers;

    ImportKinds(List<RowImporter> importers) {
        this.importers = List.copyOf(importers);
    }

    public List<ImportKind> all() {
        return importers.stream().map(RowImporter::kind).toList();
    }

    public ImportKind kind(String name) {
        return importer(name).kind();
    }

    /** Whether rows of such files may be recorded while others are at fault; a kind of former days counts as one that may. */
    boolean takesParts(String name) {
        return importers.stream()
                .filter(importer -> importer.kind().name().equals(name))
                .allMatch(RowImporter::takesParts);
    }

    /** The list where people find what such files record, and where in it this import's rows are. */
    @Transactional(readOnly = true)
    public Optional<Recorded> recorded(String name, long importId) {
        return importers.stream()
                .filter(importer -> importer.kind().name().equals(name) && importer.list() != null)
                .map(importer ->
                        new Recorded(String.valueOf(importer.list()), String.valueOf(importer.recorded(importId))))
                .findFirst();
    }

    public record Recorded(String list, String path) {}

    RowImporter importer(String name) {
        return importers.stream()
                .filter(importer -> importer.kind().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Import kind", name));
    }
}
