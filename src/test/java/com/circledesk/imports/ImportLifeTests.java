package com.circledesk.imports;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.TemporaryFiles;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What becomes of an import whose process dies, and of the files that it leaves behind. */
@IntegrationTest
class ImportLifeTests {
    private static final String FILE = "receipt_no,received_on,amount,account_code\nRC-1,2026-11-01,100,KA-AIRTEL\n";

    @Autowired
    private ImportApiClient api;

    @Autowired
    private ImportHousekeeping housekeeping;

    @Autowired
    private ImportBatches batches;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void account() {
        accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void oneWithoutHeartbeatIsShownAsInterruptedAndItsFileMayComeAgain() {
        long dead = running("READING", 6);

        housekeeping.failInterrupted();

        Answer answer = api.get(FARAH, dead);
        assertThat(answer.state()).isEqualTo("FAILED");
        assertThat(answer.body().path("failure").asString()).contains("interrupted, nothing was recorded");
        assertThat(mvc.get().uri("/imports/" + dead).with(cast.signedIn(FARAH)))
                .hasStatusOk()
                .bodyText()
                .contains("interrupted, nothing was recorded");
        assertThat(api.commit(FARAH, "receipts", FILE).state()).isEqualTo("COMMITTED");
    }

    /** The upload looks first: nobody waits for the next round of housekeeping. */
    @Test
    void aFileWhoseImportDiedMayComeAgainAtOnce() {
        running("RECORDING", 6);

        assertThat(api.commit(FARAH, "receipts", FILE).state()).isEqualTo("COMMITTED");
    }

    @Test
    void anotherInstancesImportIsLeftAloneWhileItBeatsOrWaitsOrHoldsItsLock() {
        long beating = running("READING", 1);
        long waiting = running("WAITING", 30);
        long late = running("RECORDING", 30);

        work.run(() -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock, :id)")
                    .param("lock", ImportBatches.WORKING_LOCK)
                    .param("id", (int) late)
                    .query((row, n) -> n)
                    .list();
            assertThat(batches.failInterrupted()).isEmpty();
        });

        assertThat(List.of(state(beating), state(waiting), state(late))).containsOnly("RUNNING");
        housekeeping.failInterrupted();
        assertThat(state(late)).isEqualTo("FAILED");
    }

    @Test
    void oneThatWasWronglyTakenForDeadCannotFinish() {
        long slow = running("RECORDING", 61);
        housekeeping.failInterrupted();

        assertThatThrownBy(() -> work.run(() -> batches.finish(
                        slow, ImportStatus.COMMITTED, new ImportCounts(1, 1, 0, 0), "{}", null, List.of())))
                .hasMessageContaining("given up");
        assertThat(state(slow)).isEqualTo("FAILED");
    }

    @Test
    void progressLeavesTheBatchAlone() {
        long id = running("READING", 1);
        String before = version(id);

        work.run(() -> batches.progress(id, new ImportProgress(ImportStage.CHECKING, 500, 0, 1000L)));

        assertThat(version(id)).isEqualTo(before);
        assertThat(api.get(FARAH, id).body().path("progress").toString())
                .isEqualTo("{\"stage\":\"checking\",\"rowsRead\":500,\"rowsWritten\":0,\"rowsTotal\":1000}");
    }

    @Test
    void filesAreForgottenAfterAWhileTheImportsThatRecordedStay() {
        long recorded = api.commit(FARAH, "receipts", FILE).id();
        long preview =
                api.preview(FARAH, "receipts", FILE.replace("RC-1", "RC-2")).id();

        clock.moveTo(TestClock.TODAY.plusDays(89));
        housekeeping.forgetOldFiles();
        assertThat(kept()).isEqualTo(2);
        clock.moveTo(TestClock.TODAY.plusDays(91));
        housekeeping.forgetOldFiles();

        assertThat(kept()).isZero();
        assertThat(state(recorded)).isEqualTo("COMMITTED");
        assertThat(api.get(FARAH, preview).status()).isEqualTo(404);
    }

    @Test
    void temporaryFilesGoAfterUseAndThoseOfDeadProcessesAtTheStart() throws IOException {
        Path dead = Files.createTempDirectory("circledesk-");
        Files.createFile(dead.resolve("lock"));
        Files.createFile(dead.resolve("import123.tmp"));

        api.commit(FARAH, "receipts", FILE);
        housekeeping.atStart();

        assertThat(dead).doesNotExist();
        assertThat(TemporaryFiles.directory()).isDirectoryContaining("glob:**/lock");
        assertThat(TemporaryFiles.directory()).isDirectoryNotContaining("glob:**.tmp");
    }

    /** An import of {@link #FILE} as a process leaves it that last gave a sign of life so many seconds ago. */
    private long running(String stage, int silentSeconds) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles)
                            values ('receipts', 'COMMIT', 'RUNNING', 'file.csv', 1,
                                    case when exists (select from import_batch) then gen_random_uuid()::text
                                         else encode(sha256(convert_to(:file, 'UTF8')), 'hex') end, app_circles())
                            returning id
                            """).param("file", FILE).query(Long.class).single();
            jdbc.sql("""
                            insert into import_progress (batch_id, stage, heartbeat_at)
                            values (:id, :stage, now() - make_interval(secs => :silent))
                            """)
                    .param("id", id)
                    .param("stage", stage)
                    .param("silent", silentSeconds)
                    .update();
            return id;
        });
    }

    private String state(long id) {
        return api.get(FARAH, id).state();
    }

    private String version(long id) {
        return work.call(() -> jdbc.sql("select xmin::text from import_batch where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
    }

    private long kept() {
        return work.call(() ->
                jdbc.sql("select count(*) from import_file").query(Long.class).single());
    }
}
