package com.circledesk.imports;

import com.circledesk.imports.files.TableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one file while they are checked, in temporary tables of the working transaction:
 *
 * <ul>
 *   <li>{@code staged}: {@code row_no} and a typed column for each of the kind's columns (absent ones are null), and for
 *       each key its lower-case twin, {@code <column>_key};
 *   <li>{@code accepted}: those of them that are neither faulty nor unchanged so far.
 * </ul>
 *
 * Temporary tables carry no row-level security; what an importer joins them with does.
 */
public final class Staging {
    private static final int WORTH_ANALYZING = 1_000;
    private static final int LARGE = 20_000;

    private final JdbcClient jdbc;
    private final ImportKind kind;
    private final Set<String> given;
    private final long importId;
    private final boolean commit;
    private final OpenedTable opened;
    private final List<String> remarks;
    private long size;

    Staging(
            JdbcClient jdbc,
            ImportKind kind,
            List<Layout.Slot> slots,
            long importId,
            boolean commit,
            OpenedTable opened) {
        this.opened = opened;
        this.remarks = new ArrayList<>(opened.remarks());
        this.jdbc = jdbc;
        this.kind = kind;
        this.given = slots.stream().map(slot -> slot.column().name()).collect(Collectors.toUnmodifiableSet());
        this.importId = importId;
        this.commit = commit;
    }

    void create() {
        String columns = kind.columns().stream().map(Staging::definition).collect(Collectors.joining(", "));
        jdbc.sql("create temp table staged (row_no bigint not null, " + columns + ") on commit drop")
                .update();
        jdbc.sql("""
                create temp table staged_fault (
                    seq bigint generated always as identity, row_no bigint not null, column_name text, code text not null,
                    message text not null
                ) on commit drop
                """).update();
        jdbc.sql("create temp table staged_unchanged (row_no bigint not null) on commit drop")
                .update();
        jdbc.sql("""
                create temp view accepted as
                select s.* from staged s
                where not exists (select from staged_fault f where f.row_no = s.row_no)
                  and not exists (select from staged_unchanged u where u.row_no = s.row_no)
                """).update();
    }

    private static String definition(Column column) {
        String plain = column.name() + " " + column.type().sqlType();
        return column.hasKey()
                ? plain + ", %1$s_key text generated always as (lower(%1$s)) stored".formatted(column.name())
                : plain;
    }

    void loaded(long read) {
        size = read;
        jdbc.sql("analyze staged").update();
        jdbc.sql("analyze staged_fault").update();
    }

    /** Whether looking things up one by one would cost more than joining whole tables. */
    public boolean isLarge() {
        return size > LARGE;
    }

    /** Rows of the file. */
    public long size() {
        return size;
    }

    /** The file as the importer opened it. */
    public TableFile file() {
        return opened.table();
    }

    /** Something about the file that is no fault, as a sentence. */
    public void remark(String sentence) {
        remarks.add(sentence);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    public long importId() {
        return importId;
    }

    /** False for a preview, which needs no locks. */
    public boolean isCommit() {
        return commit;
    }

    /** Whether the file has the column; one that it does not have leaves a value as it is. */
    public boolean has(String column) {
        return given.contains(column);
    }

    /**
     * Marks rows as faulty.
     *
     * @param column the column at fault
     * @param rows SQL that selects {@code row_no} and the sentence for the person
     */
    public Staging fault(String code, String column, String rows) {
        return fault(code, column, rows, Map.of());
    }

    /** @param params named parameters of the SQL */
    public Staging fault(String code, String column, String rows, Map<String, ?> params) {
        int faults = jdbc.sql(
                        "insert into staged_fault (row_no, column_name, code, message) select f.row_no, :column, :code,"
                                + " f.message from (" + rows + ") f (row_no, message)")
                .params(params)
                .param("column", column)
                .param("code", code)
                .update();
        if (faults > WORTH_ANALYZING) {
            jdbc.sql("analyze staged_fault").update();
        }
        return this;
    }

    /**
     * A rule about the cells of one row.
     *
     * @param broken SQL that is true for a row that breaks it
     * @param sentence SQL for what the person is told
     */
    public record Rule(String code, String column, String broken, String sentence) {}

    /** Marks rows that break rules. One pass over the rows tells which rules are broken at all: in most files none. */
    public Staging check(List<Rule> rules) {
        List<Boolean> broken = jdbc.sql("select unnest(array[%s]) from staged"
                        .formatted(rules.stream()
                                .map(rule -> "coalesce(bool_or(" + rule.broken() + "), false)")
                                .collect(Collectors.joining(", "))))
                .query(Boolean.class)
                .list();
        for (int at = 0; at < rules.size(); at++) {
            if (broken.get(at)) {
                Rule rule = rules.get(at);
                // A cell that could not be read has its fault already.
                fault(rule.code(), rule.column(), """
                        select s.row_no, %s from staged s where %s
                          and not exists (select from staged_fault f where f.row_no = s.row_no and f.column_name = '%s')
                        """.formatted(rule.sentence(), rule.broken(), rule.column()));
            }
        }
        return this;
    }

    /** Marks rows as already recorded with the same values. */
    public Staging unchanged(String rows) {
        int unchanged =
                jdbc.sql("insert into staged_unchanged (row_no) " + rows).update();
        if (unchanged > WORTH_ANALYZING) {
            jdbc.sql("analyze staged_unchanged").update();
        }
        return this;
    }

    /** Faults every row whose key an earlier row of the file has too, with equal values as well. */
    public Staging refuseRepeatedKeys() {
        String columns = kind.key().stream()
                .map(name -> kind.column(name).filter(Column::hasKey).isPresent() ? name + "_key" : name)
                .collect(Collectors.joining(", "));
        String shown = kind.key().stream()
                .map(name -> "coalesce(s." + name + "::text, '')")
                .collect(Collectors.joining(" || ' ' || "));
        return refuseRepeatedKeys("staged", columns, shown);
    }

    /**
     * The same for a key that is only known after looking things up.
     *
     * @param table with {@code row_no} and the columns
     * @param shown SQL for the key as the sentence shows it, {@code s} being a row of the table
     */
    public Staging refuseRepeatedKeys(String table, String columns, String shown) {
        return fault("duplicate-in-file", kind.key().get(0), """
                select s.row_no, format('%%s stands in this file twice, in row %%s and in row %%s. Keep one of them.',
                                        %s, r.first_row, s.row_no)
                from %s s
                join (select %s, min(row_no) as first_row from %2$s group by %3$s having count(*) > 1) r using (%3$s)
                where s.row_no > r.first_row
                """.formatted(shown, table, columns));
    }

    public JdbcClient jdbc() {
        return jdbc;
    }
}
