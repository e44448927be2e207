package com.circledesk.drills;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A file of invoices for the accounts of the book, large enough that its import takes its time. */
final class InvoiceFile {
    private static final int DAYS_BACK = 5;

    private InvoiceFile() {}

    /** @param prefix what the invoices' numbers begin with */
    static Path write(Ground ground, String prefix, int rows) throws IOException, SQLException {
        List<String> accounts = List.of(ground.ask("select string_agg(code, ',') from account where active")
                .split(","));
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Kolkata")).minusDays(DAYS_BACK);
        Path file = ground.directory().resolve(prefix + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("invoice_no,account_code,charge_type,invoice_date,taxable_amount,tax_amount,total_amount\n");
            for (int i = 1; i <= rows; i++) {
                out.write("%s-%d,%s,RENTAL,%s,1000.00,180.00,1180.00%n"
                        .formatted(prefix, i, accounts.get(i % accounts.size()), day));
            }
        }
        return file;
    }
}
