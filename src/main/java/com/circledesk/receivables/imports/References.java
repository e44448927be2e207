package com.circledesk.receivables.imports;

import com.circledesk.imports.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what the rows of a file refer to. What lies in another circle is not found, in the same words as what does not
 * exist at all.
 */
final class References {
    private static final int SUGGESTED_MAX = 100;

    private References() {}

    /** Faults rows whose account is not known, and names the nearest one that is. */
    static void requireAccount(Staging rows) {
        JdbcClient jdbc = rows.jdbc();
        List<String> unknown = jdbc.sql("""
                        select distinct s.account_code_key from staged s
                        where s.account_code is not null
                          and not exists (select from account a where lower(a.code) = s.account_code_key)
                        """).query(String.class).list();
        if (unknown.isEmpty()) {
            return;
        }
        List<String> known =
                jdbc.sql("select code from account").query(String.class).list();
        List<String> meant = new ArrayList<>();
        for (int at = 0; at < unknown.size(); at++) {
            meant.add(
                    at < SUGGESTED_MAX ? NearestMatch.of(unknown.get(at), known).orElse("") : "");
        }
        rows.fault(
                "unknown-account",
                "account_code",
                """
                select s.row_no, format('Account "%s" is not known.', s.account_code)
                                 || case when u.meant = '' then '' else format(' Did you mean "%s"?', u.meant) end
                from staged s
                join unnest(cast(:unknown as text[]), cast(:meant as text[])) u (key, meant) on u.key = s.account_code_key
                """,
                Map.of("unknown", unknown.toArray(String[]::new), "meant", meant.toArray(String[]::new)));
    }

    /**
     * Looks the document numbers of a column up, into a temporary table {@code found_<document>} with {@code key} and
     * {@code id}.
     */
    static void findDocuments(Staging rows, String document, String numberColumn) {
        JdbcClient jdbc = rows.jdbc();
        String table = "found_" + document;
        jdbc.sql("create temp table %s (key text not null, id bigint not null) on commit drop".formatted(table))
                .update();
        String lookUp = rows.isLarge()
                ? "select lower(d.%2$s), d.id from %1$s d where d.reversed_at is null"
                        + " and lower(d.%2$s) in (select %2$s_key from staged)"
                : "select number_key, id from documents_by_number('%1$s', array(select distinct %2$s_key from staged"
                        + " where %2$s is not null)) where not reversed";
        jdbc.sql("insert into " + table + " " + lookUp.formatted(document, numberColumn))
                .update();
        jdbc.sql("create index on %s (key)".formatted(table)).update();
        jdbc.sql("analyze " + table).update();
    }

    /** Faults rows that refer to a document which was not found. */
    static void requireDocument(Staging rows, String document, String numberColumn) {
        rows.fault("unknown-" + document, numberColumn, """
                select s.row_no, format('%s "%%s" is not known.', s.%s)
                from staged s
                where s.%2$s is not null and not exists (select from found_%3$s f where f.key = s.%2$s_key)
                """.formatted(sentenceCase(document), numberColumn, document));
    }

    /** Faults rows whose own number belongs to a document of another circle, as any conflict but without values. */
    static void refuseTakenNumbers(Staging rows, String document, String numberColumn) {
        boolean seesAll = rows.jdbc()
                .sql("select not exists (select from circle where code <> all (app_circles()))")
                .query(Boolean.class)
                .single();
        if (seesAll) {
            return;
        }
        rows.fault("conflict", numberColumn, """
                select s.row_no, format('%s %%s is recorded already with other values.', s.%s)
                from accepted s
                where not exists (select from found_%s f where f.key = s.%2$s_key)
                  and s.%2$s_key in (select taken_document_numbers('%3$s', array(select %2$s_key from accepted)))
                """.formatted(sentenceCase(document), numberColumn, document));
    }

    static String sentenceCase(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
