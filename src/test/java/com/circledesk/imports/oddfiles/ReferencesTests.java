package com.circledesk.imports.oddfiles;

import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.OddFile.ACCOUNTS;
import static com.circledesk.support.OddFile.ALLOCATIONS;
import static com.circledesk.support.OddFile.INVOICES;
import static com.circledesk.support.OddFile.NOTES;
import static com.circledesk.support.OddFile.csv;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a file refers to: unknown, foreign, twice, recorded before, more than there is. */
@IntegrationTest
class ReferencesTests {
    @Autowired
    private OddFiles files;

    static Stream<OddFile> cases() {
        return Stream.of(
                invoice(
                        "unknown account",
                        "I-1,KA-JOI,RENTAL,2026-05-01,,100,18,118",
                        "1 account_code unknown-account | Account \"KA-JOI\" is not known. Did you mean \"KA-JIO\"?"),
                csv("unknown circle", "accounts", ACCOUNTS + "A-1,N,Op,MNO,XX,30,,\n", "1 circle unknown-circle | XX"),
                csv(
                                "another circle's invoice",
                                "notes",
                                NOTES + "C-1,CREDIT,KA-JIO,2026-06-01,1,MH-INV\n",
                                "1 invoice_no unknown-invoice | Invoice \"MH-INV\" is not known.")
                        .by(FELIX),
                csv(
                                "an invoice that nobody has",
                                "notes",
                                NOTES + "C-1,CREDIT,KA-JIO,2026-06-01,1,NO-INV\n",
                                "1 invoice_no unknown-invoice | Invoice \"NO-INV\" is not known.")
                        .by(FELIX),
                invoice(
                        "an invoice twice in the file",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,18,118\ni-1,KA-JIO,RENTAL,2026-05-01,,100,18,118",
                        "2 invoice_no duplicate-in-file | in row 1 and in row 2"),
                invoice(
                        "an invoice twice in the file, with other values",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,18,118\nI-1 ,KA-JIO,ENERGY,2026-05-02,,200,36,236",
                        "2 invoice_no duplicate-in-file | in row 1 and in row 2"),
                invoice(
                        "a recorded invoice twice in the file",
                        "INV-1000,KA-JIO,RENTAL,2026-05-01,2026-05-31,1000,0,1000\ninv-1000,KA-JIO,RENTAL,2026-05-01,2026-05-31,1000,0,1000",
                        "2 invoice_no duplicate-in-file | in row 1 and in row 2"),
                invoice(
                                "a number that an invoice of another circle bears",
                                "MH-INV,KA-JIO,RENTAL,2026-05-01,,100,18,118",
                                "1 invoice_no conflict | recorded already with other values")
                        .by(FELIX),
                invoice(
                        "recorded with the same values",
                        "inv-1000,ka-jio,rental,2026-05-01,2026-05-31,1000,0,1000.0",
                        "unchanged 1"),
                invoice(
                        "recorded with other values",
                        "INV-1000,KA-JIO,RENTAL,2026-05-01,2026-05-31,999,0,999",
                        "1 invoice_no conflict | total_amount is 1000.00, the file says 999.00"),
                csv(
                        "over the balance",
                        "allocations",
                        ALLOCATIONS + "RC-5000,INV-1000,1000.01\n",
                        "1 amount over-applied | 1000.00 is open"),
                csv(
                        "over the payment",
                        "allocations",
                        ALLOCATIONS + "RC-5000,INV-9000,5000.01\n",
                        "1 amount over-allocated | holds 5000.00"),
                csv(
                        "GSTIN with a wrong check character",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,29AAACB1234C1Z0,\n",
                        "1 gstin bad-gstin | its check character does not fit"),
                csv(
                        "GSTIN of a wrong shape",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,29AAACB1234C1Z,\n",
                        "1 gstin bad-gstin | It has 15 characters"),
                csv(
                        "PAN of a wrong shape",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,,AAAC1234BC\n",
                        "1 pan bad-choice | five letters, four digits and a letter"),
                csv(
                        "credit note of day 181",
                        "notes",
                        NOTES + "C-1,CREDIT,KA-JIO,2026-10-29,1,INV-1000\n",
                        "accepted 1"),
                csv(
                        "debit note on a cancelled invoice",
                        "notes",
                        NOTES + "D-1,DEBIT,KA-JIO,2026-06-01,1,GONE\n",
                        "1 invoice_no unknown-invoice | Invoice \"GONE\" is not known."));
    }

    private static OddFile invoice(String name, String row, String... expected) {
        return csv(name, "invoices", INVOICES + row + "\n", expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
    }
}
