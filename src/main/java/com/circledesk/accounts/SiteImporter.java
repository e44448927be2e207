package com.circledesk.accounts;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Files of kind {@code sites}: reference data, which a later file may change. */
@Component
@Order(2)
class SiteImporter implements RowImporter {
    private static final List<String> DETAILS =
            List.of("name", "ssa", "district", "latitude", "longitude", "site_type");
    private static final ImportKind KIND = ImportKind.of(
            "sites",
            List.of("site_code"),
            Column.key("site_code", "MH-PUN-0001").asRequired(),
            CircleColumn.declared(),
            Column.text("name", 200),
            Column.text("ssa", 100),
            Column.text("district", 100),
            Column.degrees("latitude", 90),
            Column.degrees("longitude", 180),
            Column.choice("site_type", "GBT", "RTT", "RTP", "COW", "IBS", "ODSC"));

    private final AccountsInUse inUse;

    SiteImporter(AccountsInUse inUse) {
        this.inUse = inUse;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        CircleColumn.check(rows);
        rows.fault("conflict", "site_code", """
                select s.row_no, format('Site %s is recorded already with other values.', s.site_code)
                from accepted s
                where not exists (select from site t where lower(t.code) = s.site_code_key)
                  and s.site_code_key in (select taken_document_numbers('site', array(select site_code_key from accepted)))
                """);
        refuseMoves(rows);
        rows.unchanged("select s.row_no from accepted s join site t on lower(t.code) = s.site_code_key where "
                + "t.circle = upper(s.circle)"
                + given(rows).stream()
                        .map(column -> " and t.%1$s is not distinct from s.%1$s".formatted(column))
                        .collect(Collectors.joining()));
    }

    private void refuseMoves(Staging rows) {
        List<Long> moving = rows.jdbc().sql("""
                select t.id from accepted s join site t on lower(t.code) = s.site_code_key where t.circle <> upper(s.circle)
                """).query(Long.class).list();
        Set<Long> used = inUse.sitesOnInvoices(moving);
        if (used.isEmpty()) {
            return;
        }
        rows.fault("conflict", "circle", """
                select s.row_no, format('Site %s is recorded already with other values: its circle is %s. A site on invoices'
                                        ' keeps it.', s.site_code, t.circle)
                from accepted s join site t on lower(t.code) = s.site_code_key
                where t.id = any (:used)
                """, Map.of("used", used.toArray(Long[]::new)));
    }

    private static List<String> given(Staging rows) {
        return DETAILS.stream().filter(rows::has).toList();
    }

    @Override
    public void post(Staging rows) {
        rows.jdbc()
                .sql("update site t set circle = upper(s.circle), version = t.version + 1"
                        + given(rows).stream()
                                .map(column -> ", %1$s = s.%1$s".formatted(column))
                                .collect(Collectors.joining())
                        + " from accepted s where lower(t.code) = s.site_code_key")
                .update();
        rows.jdbc().sql("""
                insert into site (code, circle, name, ssa, district, latitude, longitude, site_type, import_id)
                select s.site_code, upper(s.circle), s.name, s.ssa, s.district, s.latitude, s.longitude, s.site_type, :import
                from accepted s
                where not exists (select from site t where lower(t.code) = s.site_code_key)
                order by s.row_no
                """).param("import", rows.importId()).update();
    }
}
