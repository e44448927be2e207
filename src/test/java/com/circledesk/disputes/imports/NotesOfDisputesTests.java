package com.circledesk.disputes.imports;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.users.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Notes born in the ERP that settle a dispute of ours. The day is 21 November 2026. */
@IntegrationTest
class NotesOfDisputesTests {
    private static final String HEAD = "note_no,kind,account_code,note_date,total_amount,invoice_no,dispute_ref\n";

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private Disputes disputes;

    @Autowired
    private DisputeQueries queries;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Invariance invariance;

    @Autowired
    private Cast cast;

    private String ref = "";

    @BeforeEach
    void aDecidedDispute() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        receivables.invoice(airtel, "INV-2", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        ref = disputes.raised("INV-1", "590");
        disputes.decided(ref, Outcome.VALID);
    }

    @AfterEach
    void theBookIsRight() {
        invariance.check();
    }

    private DisputeDetail dispute() {
        return cast.as(ALICE, () -> queries.get(ref, Scope.of("KA")));
    }

    private String row(String note, String amount) {
        return "%s,CREDIT,KA-AIRTEL,2026-11-20,%s,INV-1,%s\n"
                .formatted(note, amount, ref.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void theNoteThatCreditsTheRestIssuesTheDispute() {
        assertThat(imports.commit(FARAH, "notes", HEAD + row("ERP-1", "500")).faults())
                .isEmpty();
        assertThat(dispute().status()).isEqualTo(DisputeStatus.DECIDED);
        assertThat(dispute().credited()).isEqualTo(Money.of("500"));
        assertThat(imports.commit(FARAH, "notes", HEAD + row("ERP-1", "500") + row("ERP-2", "90"))
                        .faults())
                .isEmpty();
        assertThat(dispute().status()).isEqualTo(DisputeStatus.ISSUED);
        disputes.move(ref, DisputeStatus.ACCOUNTED, null);
        disputes.move(ref, DisputeStatus.CLOSED, null);
    }

    @Test
    void eachFaultIsNamed() {
        accounts.create("KA-JIO", "Jio", "KA");
        String other = disputes.raised("INV-2", "10");
        assertThat(imports.preview(FARAH, "notes", HEAD + """
                                ERP-1,CREDIT,KA-AIRTEL,2026-11-20,10,INV-1,D-NONE
                                ERP-2,DEBIT,KA-AIRTEL,2026-11-20,10,INV-1,%1$s
                                ERP-3,CREDIT,KA-AIRTEL,2026-11-20,10,,%1$s
                                ERP-4,CREDIT,KA-JIO,2026-11-20,10,,%1$s
                                ERP-5,CREDIT,KA-AIRTEL,2026-11-20,10,INV-2,%2$s
                                ERP-6,CREDIT,KA-AIRTEL,2026-11-20,590,INV-1,%1$s
                                ERP-7,CREDIT,KA-AIRTEL,2026-11-20,0.01,INV-1,%1$s
                                ERP-8,CREDIT,KA-AIRTEL,2026-11-20,1,INV-2,%1$s
                                CN291/2627/00001,CREDIT,KA-AIRTEL,2026-11-20,1,INV-1,%1$s
                                """.formatted(ref, other))
                        .faults())
                .containsExactlyInAnyOrder(
                        "1 dispute_ref bad-choice",
                        "2 kind bad-choice",
                        "3 invoice_no missing",
                        "4 dispute_ref account-mismatch",
                        "5 dispute_ref conflict",
                        "7 total_amount over-applied",
                        "8 total_amount over-applied",
                        "9 note_no conflict");
    }

    @Test
    void anotherCirclesDisputeIsLikeNone() {
        long airtel = accounts.create("MH-AIRTEL", "Airtel", "MH");
        receivables.invoice(airtel, "INV-MH", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        String foreign = disputes.raised("INV-MH", "10");
        String file = HEAD + "ERP-1,CREDIT,KA-AIRTEL,2026-11-20,10,INV-1,%s\n";
        assertThat(imports.preview(FELIX, "notes", file.formatted(foreign)).faults())
                .isEqualTo(imports.preview(FELIX, "notes", file.formatted("D-NONE"))
                        .faults());
    }

    @Test
    void aNoteRecordedWithoutTheDisputeIsNotLinkedAfterwards() {
        imports.commit(
                FARAH, "notes", HEAD.replace(",dispute_ref", "") + "ERP-1,CREDIT,KA-AIRTEL,2026-11-20,590,INV-1\n");
        assertThat(imports.commit(FARAH, "notes", HEAD + row("ERP-1", "590")).faults())
                .containsExactly("1 dispute_ref conflict");
    }
}
