package com.circledesk.imports.web;

import com.circledesk.imports.ImportKind;
import com.circledesk.imports.ImportKinds;
import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.NumberFormat;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.imports.mappings.MappingCheck;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Column mappings through the API: how a source's own layout becomes a kind's columns. */
@RestController
@RequestMapping("/api/v1/mappings")
@Requires(Permission.IMPORT)
class MappingApi {
    private final ColumnMappings mappings;
    private final ImportKinds kinds;

    MappingApi(ColumnMappings mappings, ImportKinds kinds) {
        this.mappings = mappings;
        this.kinds = kinds;
    }

    /**
     * A mapping as programs send and get it. What is left out takes its default.
     *
     * @param columns by name of the kind's column
     */
    record Body(
            @Nullable Map<String, Source> columns,
            @Nullable List<String> ignored,
            @Nullable Boolean ignoreOthers,
            @Nullable String dateFormat,
            @Nullable String numberFormat,
            @Nullable Boolean trailingMinus) {
        record Source(
                @Nullable String header,
                @Nullable String constant,
                @Nullable Map<String, String> values) {}

        MappingDefinition definition() {
            Map<String, MappingDefinition.Source> sources = new HashMap<>();
            Objects.requireNonNullElse(columns, Map.<String, Source>of())
                    .forEach((column, source) -> sources.put(
                            column,
                            new MappingDefinition.Source(
                                    source.header(),
                                    source.constant(),
                                    Objects.requireNonNullElse(source.values(), Map.of()))));
            return new MappingDefinition(
                    sources,
                    Objects.requireNonNullElse(ignored, List.of()),
                    Boolean.TRUE.equals(ignoreOthers),
                    Objects.requireNonNullElse(dateFormat, DateFormat.ISO.pattern()),
                    Objects.requireNonNullElse(numberFormat, NumberFormat.PLAIN.pattern()),
                    Boolean.TRUE.equals(trailingMinus));
        }
    }

    record Answer(String kind, String name, MappingDefinition definition) {
        static Answer of(ColumnMapping mapping) {
            return new Answer(mapping.kind(), mapping.name(), mapping.definition());
        }
    }

    @GetMapping
    List<Answer> list() {
        return mappings.all(Optional.empty()).stream().map(Answer::of).toList();
    }

    @GetMapping("/{kind}/{name}")
    Answer read(@PathVariable String kind, @PathVariable String name) {
        return Answer.of(mappings.required(kind, name));
    }

    @PutMapping("/{kind}/{name}")
    Answer save(@PathVariable String kind, @PathVariable String name, @RequestBody Body body) {
        ImportKind known = kinds.kind(kind);
        MappingDefinition definition = body.definition();
        try {
            MappingCheck.check(known, name, definition);
        } catch (BusinessRuleException e) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage(), e);
        }
        mappings.save(kind, name, definition);
        return read(kind, name);
    }

    @DeleteMapping("/{kind}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String kind, @PathVariable String name) {
        mappings.delete(kind, name);
    }
}
