package com.circledesk.security;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.users.CurrentUser;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;

/** Prints what may stand in each field, for people: {@code docs/validation.md}. */
final class ValidationPage {
    private static final String HEAD = """
            # What may stand in each field

            Printed by `ValidationPageTests` from the columns of the imports, the parameters of the handlers and the constraints
            of the database; it fails where they differ from this page. Do not edit by hand.

            * Each is checked where it comes in, with a sentence that says what is allowed, and once more by the database.
            * In an address of a page what cannot be read counts as not given, and a list is clamped to what there is; the API
              answers 400, also to a parameter it does not know. A form or a file is refused with its reason, and keeps its entries.
            * Every request: an address and headers of 8 KB, a form of 2 MB, an upload of 200 MB (a workbook 50 MB, unpacked
              500 MB and 100 times its size), 50 parts. No text holds a NUL, half a character or bytes that are not UTF-8.
            * Amounts have at most twelve digits before and two behind the point; days lie between 1990 and 2100.
            * Several values that must fit each other are the rules at the end; those over several rows (what is open, what is
              left, a locked month) stand in [decision 2](decisions/0002-one-ledger-and-what-is-derived-from-it.md).
            """;

    private ValidationPage() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("asOf, knownOn, from, to, day, effectiveOn, fromOn", "a day between 1990 and 2100, as 2026-11-21");
        names.put("month, year", "a month as 2026-11, a financial year by its first four digits");
        names.put(
                "amount, tds, gstTds, deduction, min, max",
                "an amount: up to twelve digits, two decimals, no sign; Indian groups on pages");
        names.put("page, size", "whole numbers; a page has at most 250 rows, of the API 500");
        names.put(
                "sort, dir, groupBy, basis, gst, total, window, format, state, status, which, kind, col, bucket, segment, active, theme",
                "one of the few that the page offers; else the usual one");
        names.put("buckets", "ascending limits in days, by commas");
        names.put(
                "circle, operator, account, code, account_code, chargeType, manager, invoice, invoice_no, receipt, receipt_no, note, no, subject, mapping, actor",
                "a name or number to be found; nothing is found where there is none, or it lies outside one's circles");
        names.put("q", "looked for as it is; its first 100 characters in the search");
        names.put("reason, deductionReason", "1 to 500 characters");
        names.put("key", "the number that a form was given: 8-4-4-4-12 hexadecimal digits; in the trail, a row's key");
        names.put(
                "password, newPassword, oldPassword", "a new one: 12 to 128 characters of any kind; never shown again");
        names.put(
                "name, fullName",
                "60 characters for a view or mapping, 80 for a token, 120 for a person; only what can be seen, in one line");
        names.put("email, username", "one @, no blanks, 3 to 254 characters");
        names.put("query", "the question of a list, at most 2,000 characters");
        return names;
    }

    static String of(List<ImportKind> kinds, Map<String, HandlerMethod> handlers, JdbcClient jdbc) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Files\n");
        kinds.forEach(kind -> file(page, kind));
        page.append("\n## Forms, addresses and the API\n");
        page.append("\nWhat a name stands for, wherever it is a text:\n\n| name | what |\n|---|---|\n");
        names().forEach((names, what) -> page.append("| %s | %s |\n".formatted(names, what)));
        page.append("\n| call | fields |\n|---|---|\n");
        handlers.forEach((call, handler) -> call(page, call, handler));
        page.append("\n## Rules that the database keeps\n\n| table | rule | as it stands there |\n|---|---|---|\n");
        page.append(rules(jdbc));
        return page.toString();
    }

    private static void file(StringBuilder page, ImportKind kind) {
        page.append("\n### %s\n\nKey: %s.\n\n| column | required | what |\n|---|---|---|\n"
                .formatted(kind.name(), String.join(" + ", kind.key())));
        for (Column column : kind.columns()) {
            page.append("| %s | %s | %s%s |\n"
                    .formatted(
                            column.name(),
                            column.required() ? "✓" : "",
                            column.type().allowed(),
                            column.future() ? "" : "; not after today"));
        }
    }

    private static void call(StringBuilder page, String call, HandlerMethod handler) {
        List<String[]> fields = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            ResolvableType type = ResolvableType.forMethodParameter(parameter);
            @Nullable RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            String name = Objects.requireNonNullElse(name(handler, parameter, asked), "");
            if (asked != null || MultipartFile.class.isAssignableFrom(parameter.getParameterType())) {
                boolean required = asked == null
                        || asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                fields.add(
                        new String[] {name, words(type, annotations(parameter.getParameterAnnotations()), required)});
            } else if (type.toClass().isRecord() && isOurs(type.toClass()) && type.toClass() != CurrentUser.class) {
                components(fields, "", type.toClass());
            }
        }
        if (!fields.isEmpty()) {
            String said = fields.stream()
                    .map(field -> field[1].isEmpty() ? field[0] : field[0] + " (" + field[1] + ")")
                    .collect(Collectors.joining("; "));
            page.append("| `%s` | %s |\n".formatted(call, said));
        }
    }

    private static @Nullable String name(
            HandlerMethod handler, MethodParameter parameter, @Nullable RequestParam asked) {
        if (asked != null && !asked.name().isEmpty()) {
            return asked.name();
        }
        return handler.getMethod()
                .getParameters()[parameter.getParameterIndex()]
                .getName();
    }

    private static void components(List<String[]> fields, String prefix, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            ResolvableType type = ResolvableType.forType(component.getGenericType());
            ResolvableType single = single(type);
            String name = prefix + component.getName();
            if (single.toClass().isRecord() && isOurs(single.toClass())) {
                components(fields, name + (single == type ? "." : "[]."), single.toClass());
            } else {
                fields.add(new String[] {name, words(type, ofField(record, component), false)});
            }
        }
    }

    /** What stands on a component of a record stands on its field too, whatever else it may stand on. */
    private static List<Annotation> ofField(Class<?> record, RecordComponent component) {
        try {
            AnnotatedElement field = record.getDeclaredField(component.getName());
            return annotations(field.getAnnotations());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Annotation> annotations(Annotation[] all) {
        return List.of(all);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().startsWith("com.circledesk");
    }

    private static ResolvableType single(ResolvableType type) {
        if (type.isArray()) {
            return type.getComponentType();
        }
        return Iterable.class.isAssignableFrom(type.toClass()) ? type.getGeneric(0) : type;
    }

    private static String words(ResolvableType type, List<Annotation> limits, boolean required) {
        ResolvableType single = single(type);
        String many = single == type ? "" : ", many";
        boolean needed =
                required || limits.stream().anyMatch(each -> each instanceof NotBlank || each instanceof NotNull);
        String words = kind(single.toClass()) + limits(limits) + many + (needed ? ", required" : "");
        return words.equals("text") ? "" : words.replaceFirst("^text, ", "");
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> "yes or no";
            case "int", "Integer", "long", "Long" -> "whole number";
            case "LocalDate" -> "day, as 2026-11-21";
            case "MultipartFile" -> "file";
            case "Map" -> "values by name";
            default -> "text";
        };
    }

    private static String limits(List<Annotation> limits) {
        StringBuilder words = new StringBuilder();
        for (Annotation limit : limits) {
            if (limit instanceof Size size) {
                words.append(", at most ").append(size.max()).append(" characters");
            } else if (limit instanceof Min min) {
                words.append(", from ").append(min.value());
            } else if (limit instanceof Max max) {
                words.append(", up to ").append(max.value());
            } else if (limit instanceof Pattern pattern) {
                words.append(", as `")
                        .append(pattern.regexp().replace("|", "\\|"))
                        .append('`');
            }
        }
        return words.toString();
    }

    private static String rules(JdbcClient jdbc) {
        return jdbc
                .sql("""
                        select c.conrelid::regclass::text as held, c.conname as rule, pg_get_constraintdef(c.oid) as said
                        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
                        where n.nspname = 'public' and c.contype = 'c' and c.conrelid <> 0
                        order by 1, 2
                        """)
                .query((row, number) -> "| %s | %s | `%s` |\n"
                        .formatted(
                                row.getString("held"),
                                sentence(row.getString("held"), row.getString("rule")),
                                plain(row.getString("said"))))
                .list()
                .stream()
                .collect(Collectors.joining());
    }

    private static String sentence(String table, String rule) {
        String rest = rule.startsWith(table + "_") ? rule.substring(table.length() + 1) : rule;
        return rest.replace('_', ' ');
    }

    private static String plain(String definition) {
        return definition
                .replaceAll("^CHECK \\((.*)\\)$", "$1")
                .replaceAll("::[a-z ]+(\\[])?", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }
}
