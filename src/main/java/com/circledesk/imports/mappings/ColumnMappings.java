package com.circledesk.imports.mappings;

import com.circledesk.shared.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The saved column mappings. They belong to no circle: everybody who imports may use and change them. */
@Service
@Transactional
public class ColumnMappings {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ColumnMappings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All of them, or those of one kind, by kind and name. */
    @Transactional(readOnly = true)
    public List<ColumnMapping> all(Optional<String> kind) {
        return jdbc.sql("select * from column_mapping where kind = coalesce(:kind, kind) order by kind, lower(name)")
                .param("kind", kind.orElse(null))
                .query((row, n) -> mapping(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ColumnMapping> find(String kind, String name) {
        return jdbc.sql("select * from column_mapping where kind = :kind and lower(name) = lower(:name)")
                .param("kind", kind)
                .param("name", name)
                .query((row, n) -> mapping(row))
                .optional();
    }

    /** @throws NotFoundException if the kind has no mapping of that name */
    @Transactional(readOnly = true)
    public ColumnMapping required(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new NotFoundException("Column mapping of " + kind, name));
    }

    private ColumnMapping mapping(ResultSet row) throws SQLException {
        return new ColumnMapping(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("name"),
                json.readValue(row.getString("definition"), MappingDefinition.class),
                row.getInt("version"));
    }

    /** Saves the mapping under the name, in place of one that had it; the definition was checked before. */
    public void save(String kind, String name, MappingDefinition definition) {
        jdbc.sql("""
                insert into column_mapping (kind, name, definition) values (:kind, :name, cast(:definition as jsonb))
                on conflict (kind, lower(name)) do update
                set name = excluded.name, definition = excluded.definition, version = column_mapping.version + 1
                """)
                .param("kind", kind)
                .param("name", name)
                .param("definition", json.writeValueAsString(definition))
                .update();
    }

    /** Removes the mapping, if it is still there. */
    public void delete(String kind, String name) {
        jdbc.sql("delete from column_mapping where kind = :kind and lower(name) = lower(:name)")
                .param("kind", kind)
                .param("name", name)
                .update();
    }
}
