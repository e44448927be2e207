package com.circledesk.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells what changed between two pictures of a row, by the names of its columns. */
final class RowDifference {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RowDifference() {}

    static List<AuditLine.Change> between(@Nullable String before, @Nullable String after) {
        JsonNode old = JSON.readTree(before == null ? "{}" : before);
        JsonNode now = JSON.readTree(after == null ? "{}" : after);
        TreeSet<String> names = new TreeSet<>(old.propertyNames());
        names.addAll(now.propertyNames());
        List<AuditLine.Change> changes = new ArrayList<>();
        for (String name : names) {
            String was = text(old.get(name));
            String is = text(now.get(name));
            if (!Objects.equals(was, is) && !name.equals("version")) {
                changes.add(new AuditLine.Change(name, was, is));
            }
        }
        return changes;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isString() ? value.asString() : value.toString();
    }
}
