package com.circledesk.audit;

import com.circledesk.exports.Column;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.TableWriter;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.PersonNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends a page's list as a file: on top what it is, as of when, by which filter, for whom and its sums; then every row of
 * the filter. Whoever takes a list away leaves a line in the trail.
 */
@Component
public class ListExports {
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final PersonNames people;
    private final Clock clock;

    ListExports(Exports exports, AuditEvents audit, Texts texts, Formats formats, PersonNames people, Clock clock) {
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.people = people;
        this.clock = clock;
    }

    /**
     * A list that is about to be sent.
     *
     * @param name of the file and of the line in the trail
     * @param title message key
     */
    public Export list(String name, String title, LocalDate asOf) {
        return new Export(name, title, asOf);
    }

    /** Where the rows come from: each is handed on as it is read. */
    @FunctionalInterface
    public interface Source<R> {
        void forEach(Consumer<R> row);
    }

    public final class Export {
        private final String name;
        private final String title;
        private final LocalDate asOf;
        private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

        private Export(String name, String title, LocalDate asOf) {
            this.name = name;
            this.title = title;
            this.asOf = asOf;
        }

        /** A sum, or whatever else is said on top. @param key message key */
        public Export fact(String key, @Nullable Object value) {
            facts.put(key, value);
            return this;
        }

        /** @param request its parameters are the filter */
        public <R> void send(
                CurrentUser user,
                FileWish wish,
                HttpServletRequest request,
                HttpServletResponse response,
                List<Column<R>> columns,
                Source<R> rows) {
            Map<String, String> filter = filter(request);
            String words = filter.entrySet().stream()
                    .map(each -> "; " + each.getKey() + ": " + each.getValue())
                    .collect(Collectors.joining());
            audit.record("export", name, null, "%s as of %s%s".formatted(texts.get(title), asOf, words));
            exports.table(response, wish.kind(), name + "-" + asOf, table -> {
                table.fact(texts.get(title), null);
                table.fact(texts.get("export.asOf"), asOf);
                filter.forEach(table::fact);
                by(table, user);
                facts.forEach((key, value) -> table.fact(texts.get(key), value));
                table.head(
                        columns.stream().map(column -> texts.get(column.key())).toList());
                rows.forEach(row -> table.row(cells(columns, row)));
            });
        }
    }

    /** Who made the file, and when. */
    public void by(TableWriter table, CurrentUser user) {
        table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
        table.fact(texts.get("export.at"), formats.time(clock.instant()));
    }

    /** What has no words under {@code export.filter.} is no filter. */
    private Map<String, String> filter(HttpServletRequest request) {
        Map<String, String> filter = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            String given =
                    Arrays.stream(values).filter(value -> !value.isBlank()).collect(Collectors.joining(", "));
            String word = texts.getOr("export.filter." + name, "");
            if (!given.isEmpty() && !word.isEmpty()) {
                filter.put(word, given);
            }
        });
        return filter;
    }

    private <R> List<@Nullable Object> cells(List<Column<R>> columns, R row) {
        return Arrays.asList(columns.stream().map(column -> cell(column, row)).toArray());
    }

    private <R> @Nullable Object cell(Column<R> column, R row) {
        Object value = column.value().apply(row);
        if (value == null) {
            return null;
        }
        if (value instanceof Instant moment) {
            return formats.time(moment);
        }
        if (column.logins()) {
            return people.of(value.toString());
        }
        return column.words() == null ? value : texts.get(column.words() + value);
    }
}
