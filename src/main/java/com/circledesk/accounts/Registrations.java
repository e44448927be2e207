package com.circledesk.accounts;

import com.circledesk.shared.BusinessRuleException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Our own GST registrations, kept by the administrator. What once counted stays: a change is a row that begins later. */
@Service
@Transactional
public class Registrations {
    private final JdbcClient jdbc;
    private final Clock clock;

    Registrations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By GSTIN, the latest first. */
    @Transactional(readOnly = true)
    public List<Registration> all() {
        return jdbc.sql("""
                        select r.*, not exists (select from supplier_registration l
                                                where l.gstin = r.gstin and l.from_on > r.from_on) as is_last
                        from supplier_registration r order by r.gstin, r.from_on desc
                        """).query((row, number) -> registration(row)).list();
    }

    private static Registration registration(ResultSet row) throws SQLException {
        return new Registration(
                row.getString("gstin"),
                row.getObject("from_on", LocalDate.class),
                row.getString("legal_name"),
                row.getString("address"),
                List.of((String[]) row.getArray("serves").getArray()),
                row.getBoolean("is_last"));
    }

    /** Of what we write in a circle on a day. */
    @Transactional(readOnly = true)
    public Letterhead letterhead(String circle, LocalDate day) {
        return jdbc.sql("""
                        select r.legal_name, r.address, r.gstin from supplier_registration r
                        where r.gstin = supplier_gstin_of(null, :circle, :day) and r.from_on <= :day order by r.from_on desc limit 1
                        """)
                .param("circle", circle)
                .param("day", day)
                .query((row, number) -> new Letterhead(
                        row.getString("legal_name"),
                        Stream.concat(row.getString("address").lines(), Stream.of("GSTIN " + row.getString("gstin")))
                                .toList()))
                .optional()
                .orElse(Letterhead.NONE);
    }

    /** The first row of a GSTIN may begin on any day; a later one today or afterwards, so that old papers stay as they were. */
    public void register(RegisterSupplier asked) {
        boolean known = jdbc.sql("select exists (select from supplier_registration where gstin = :gstin)")
                .param("gstin", asked.gstin())
                .query(Boolean.class)
                .single();
        if (known && asked.fromOn().isBefore(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "past-date", "Notes were issued under this GSTIN: a change begins today or later.");
        }
        try {
            jdbc.sql("""
                            insert into supplier_registration (gstin, from_on, legal_name, address, serves)
                            values (:gstin, :from, :name, :address, :circles)
                            """)
                    .param("gstin", asked.gstin())
                    .param("from", asked.fromOn())
                    .param("name", asked.legalName())
                    .param("address", asked.address())
                    .param("circles", asked.circles().toArray(String[]::new))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("duplicate", "This GSTIN has a row that begins on this day already.");
        }
    }
}
