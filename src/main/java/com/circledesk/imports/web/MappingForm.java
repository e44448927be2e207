package com.circledesk.imports.web;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.NumberFormat;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.imports.mappings.MappingDefinition.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column mapping as the page edits it: the n-th column of the kind takes its cells from the n-th header, or is the n-th
 * constant in every row. Translations are written {@code 391=MH; 406=KA}.
 */
record MappingForm(
        @Nullable String name,
        @Nullable List<String> header,
        @Nullable List<String> constant,
        @Nullable List<String> values,
        @Nullable Boolean ignoreOthers,
        @Nullable String dateFormat,
        @Nullable String numberFormat,
        @Nullable Boolean trailingMinus) {

    static MappingForm empty(ImportKind kind) {
        List<String> blank = kind.columns().stream().map(column -> "").toList();
        return new MappingForm(
                "", blank, blank, blank, true, DateFormat.ISO.pattern(), NumberFormat.PLAIN.pattern(), false);
    }

    static MappingForm of(ImportKind kind, String name, MappingDefinition definition) {
        List<String> headers = new ArrayList<>();
        List<String> constants = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : kind.columns()) {
            @Nullable Source source = definition.columns().get(column.name());
            headers.add(source == null || source.header() == null ? "" : source.header());
            constants.add(source == null || source.constant() == null ? "" : source.constant());
            values.add(
                    source == null
                            ? ""
                            : new TreeMap<>(source.values())
                                    .entrySet().stream()
                                            .map(each -> each.getKey() + "=" + each.getValue())
                                            .collect(Collectors.joining("; ")));
        }
        return new MappingForm(
                name,
                headers,
                constants,
                values,
                definition.ignoreOthers(),
                definition.dateFormat(),
                definition.numberFormat(),
                definition.trailingMinus());
    }

    MappingDefinition toDefinition(ImportKind kind) {
        Map<String, Source> sources = new HashMap<>();
        for (int i = 0; i < kind.columns().size(); i++) {
            String from = at(header, i);
            String always = at(constant, i);
            if (!from.isEmpty() || !always.isEmpty()) {
                sources.put(
                        kind.columns().get(i).name(),
                        new Source(
                                from.isEmpty() ? null : from,
                                always.isEmpty() ? null : always,
                                translations(at(values, i))));
            }
        }
        return new MappingDefinition(
                sources,
                List.of(),
                Boolean.TRUE.equals(ignoreOthers),
                dateFormat == null ? "" : dateFormat,
                numberFormat == null ? "" : numberFormat,
                Boolean.TRUE.equals(trailingMinus));
    }

    public String at(@Nullable List<String> texts, int index) {
        return texts == null || index >= texts.size() || texts.get(index) == null
                ? ""
                : texts.get(index).strip();
    }

    private static Map<String, String> translations(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return values;
    }
}
