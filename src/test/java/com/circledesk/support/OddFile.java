package com.circledesk.support;

import static com.circledesk.support.Cast.FARAH;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file as people, banks and attackers send them, and what must become of it ({@link OddFiles}).
 *
 * @param target kind, and a mapping if need be
 * @param expected every fault as {@code row column code | part of the sentence}; or else {@code accepted n}, {@code
 *     unchanged n}, {@code sheet name}
 */
public record OddFile(
        String name,
        Cast.Member member,
        String target,
        String fileName,
        Supplier<byte[]> content,
        List<String> expected) {
    public static final String INVOICES =
            "invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount\n";
    public static final String RECEIPTS = "receipt_no,received_on,amount,account_code,narration\n";
    public static final String ACCOUNTS =
            "account_code,customer_name,operator,segment,circle,payment_terms_days,gstin,pan\n";
    public static final String NOTES = "note_no,kind,account_code,note_date,total_amount,invoice_no\n";
    public static final String ALLOCATIONS = "receipt_no,invoice_no,amount\n";
    public static final String SHEET = "receipt_no|received_on|amount|account_code\n";
    /** A sound receipt below {@link #RECEIPTS}. */
    public static final String ROW = "R-1,2026-05-01,100.00,KA-JIO,paid\n";

    public static OddFile csv(String name, String target, String content, String... expected) {
        return bytes(name, target, "file.csv", () -> utf8(content), expected);
    }

    public static OddFile bytes(
            String name, String target, String fileName, Supplier<byte[]> content, String... expected) {
        return new OddFile(name, FARAH, target, fileName, content, List.of(expected));
    }

    /** A workbook of receipts. */
    public static OddFile workbook(String name, Supplier<Workbooks> book, String... expected) {
        return bytes(name, "receipts", "file.xlsx", () -> book.get().bytes(), expected);
    }

    /** The same file from somebody else. */
    public OddFile by(Cast.Member other) {
        return new OddFile(name, other, target, fileName, content, expected);
    }

    public static byte[] utf8(String text, int... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        for (int b : more) {
            out.write(b);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
