package com.circledesk.disputes.packs;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeRow;
import com.circledesk.disputes.DisputeSort;
import com.circledesk.disputes.ReportGroup;
import com.circledesk.disputes.ReportQueries;
import com.circledesk.disputes.ReportRow;
import com.circledesk.exports.Exports;
import com.circledesk.exports.PdfDocument;
import com.circledesk.exports.SheetWriter;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds packs that are waiting, one after the other. What a pack says is read in one transaction, so that its sums meet;
 * how far it is, is told in others. One whose builder died is begun again.
 */
@Component
public class PackBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(PackBuilder.class);
    private static final int TOLD_EVERY = 500;
    private static final int DISPUTES_MAX = 10_000;
    private static final int TIMEOUT = 600;

    private final JdbcClient jdbc;
    private final PackQueries packs;
    private final DisputeQueries disputes;
    private final ReportQueries reports;
    private final AccountQueries accounts;
    private final PdfDocument pdf;
    private final PackSettings settings;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;
    private final TransactionTemplate reading;
    private final TransactionTemplate telling;

    PackBuilder(
            JdbcClient jdbc,
            PackQueries packs,
            DisputeQueries disputes,
            ReportQueries reports,
            AccountQueries accounts,
            PdfDocument pdf,
            PackSettings settings,
            Texts texts,
            Formats formats,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.packs = packs;
        this.disputes = disputes;
        this.reports = reports;
        this.accounts = accounts;
        this.pdf = pdf;
        this.settings = settings;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading.setReadOnly(true);
        this.reading.setTimeout(TIMEOUT);
        this.telling = new TransactionTemplate(transactions);
        this.telling.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Job(long id, long accountId, String account, String circle, LocalDate asOf) {}

    /** Everything that waits, in every circle. @return how many were built */
    public int buildWaiting(Scope everywhere) {
        Actor system = Actor.system("dispute-packs", everywhere);
        int built = 0;
        for (Optional<Job> job = next(system); job.isPresent(); job = next(system)) {
            build(job.get());
            built++;
        }
        ActorContext.runAs(
                system,
                () -> telling.executeWithoutResult(status -> jdbc.sql(
                                "delete from dispute_pack where status in ('DONE', 'FAILED') and requested_at < :before")
                        .param("before", Timestamp.from(clock.instant().minus(settings.kept())))
                        .update()));
        return built;
    }

    private Optional<Job> next(Actor system) {
        return ActorContext.callAs(
                system,
                null,
                () -> Objects.requireNonNull(telling.execute(status -> jdbc.sql("""
                                update dispute_pack p set status = 'RUNNING', rows_done = 0, heartbeat_at = now()
                                from account a
                                where a.id = p.account_id and p.id = (
                                    select id from dispute_pack
                                    where status = 'WAITING'
                                       or status = 'RUNNING' and heartbeat_at < now() - make_interval(secs => :silence)
                                    order by id limit 1 for update skip locked)
                                returning p.id, p.account_id, a.code as account, p.circle, p.as_of
                                """)
                        .param("silence", settings.silence().toSeconds())
                        .query(Job.class)
                        .optional())));
    }

    private void build(Job job) {
        ActorContext.runAs(Actor.system("dispute-packs", Scope.of(job.circle())), () -> {
            try {
                reading.executeWithoutResult(status -> write(job));
            } catch (RuntimeException e) {
                LOG.error("Dispute pack {} failed", job.id(), e);
                telling.executeWithoutResult(status -> jdbc.sql(
                                "update dispute_pack set status = 'FAILED', finished_at = app_now() where id = :id")
                        .param("id", job.id())
                        .update());
            }
        });
    }

    /** What is on its pages. */
    private record Pack(
            AccountFacts account,
            LocalDate asOf,
            Instant knownAt,
            List<ReportRow> reasons,
            ReportRow total,
            List<DisputeRow> disputes,
            List<PackFile> files,
            List<PackNote> notes) {}

    private void write(Job job) {
        Scope scope = Scope.of(job.circle());
        int total = packs.lines(job.accountId(), scope);
        tell(job, 0, total);
        DisputeFilter filter = DisputeFilter.openOf(BookFilter.ofAccount(job.account()));
        LocalDate from = FinancialYear.of(job.asOf()).firstDay();
        Pack pack = new Pack(
                accounts.find(job.account(), scope).orElseThrow(),
                job.asOf(),
                clock.instant(),
                reports.rows(scope, filter, ReportGroup.REASON, from, job.asOf()),
                reports.total(scope, filter, from, job.asOf()),
                disputes.rows(scope, filter, job.asOf(), DisputeSort.LEFT, false, 0, DISPUTES_MAX),
                packs.files(job.accountId(), scope),
                packs.notes(job.accountId(), scope));
        List<PackLine> printed = new ArrayList<>();
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        Exports.workbook(workbook, texts.get("packs.cover"), out -> sheets(job, pack, out, printed, total, scope));
        byte[] paper = paper(pack, printed, total);
        telling.executeWithoutResult(status -> jdbc.sql("""
                        update dispute_pack set status = 'DONE', rows_done = :total, known_at = :known, finished_at = app_now(),
                               pdf = :pdf, xlsx = :xlsx
                        where id = :id
                        """)
                .param("id", job.id())
                .param("total", total)
                .param("known", Timestamp.from(pack.knownAt()))
                .param("pdf", paper)
                .param("xlsx", workbook.toByteArray())
                .update());
    }

    private void tell(Job job, int done, int total) {
        telling.executeWithoutResult(status -> jdbc.sql(
                        "update dispute_pack set rows_done = :done, rows_total = :total, heartbeat_at = now() where id = :id")
                .param("id", job.id())
                .param("done", done)
                .param("total", total)
                .update());
    }

    private void sheets(Job job, Pack pack, SheetWriter out, List<PackLine> printed, int total, Scope scope) {
        out.fact(texts.get("packs.title"), pack.account().customerName());
        out.fact(texts.get("receivables.account"), pack.account().code());
        out.fact(texts.get("export.asOf"), pack.asOf());
        out.fact(texts.get("packs.knownAt"), formats.time(pack.knownAt()));
        out.fact(texts.get("disputes.count"), pack.total().open());
        out.fact(texts.get("disputes.report.claimed"), pack.total().claimed());
        out.fact(texts.get("disputes.report.disputed"), pack.total().disputed());
        head(out, "disputes.reason", "disputes.count", "disputes.report.claimed", "disputes.report.disputed");
        pack.reasons().forEach(row -> out.row(row.label(), row.open(), row.claimed(), row.disputed()));
        out.sheet(texts.get("disputes.title"));
        head(
                out,
                "disputes.ref",
                "disputes.reason",
                "disputes.status",
                "disputes.raisedOn",
                "disputes.lines",
                "disputes.disputed",
                "disputes.closesOn");
        pack.disputes()
                .forEach(row -> out.row(
                        row.ref(),
                        row.reasonLabel(),
                        texts.get("dispute.status." + row.status()),
                        row.raisedOn(),
                        row.lines(),
                        row.disputed(),
                        row.closesOn()));
        out.sheet(texts.get("disputes.lines"));
        head(
                out,
                "disputes.ref",
                "receivables.invoice",
                "receivables.invoice.date",
                "receivables.line",
                "receivables.site",
                "receivables.charge",
                "receivables.invoice.period",
                "disputes.billed",
                "disputes.disputed",
                "disputes.valid",
                "packs.remark");
        int[] written = new int[1];
        packs.forEachLine(job.accountId(), scope, line -> {
            out.row(
                    line.ref(),
                    line.invoiceNo(),
                    line.invoiceDate(),
                    line.lineNo(),
                    line.siteCode(),
                    texts.get("chargeType." + line.chargeType()),
                    line.period(),
                    line.billed(),
                    line.disputed(),
                    line.valid(),
                    line.remark());
            if (printed.size() < settings.linesOnPaper()) {
                printed.add(line);
            }
            if (++written[0] % TOLD_EVERY == 0) {
                tell(job, written[0], total);
            }
        });
        out.sheet(texts.get("disputes.evidence.card"));
        head(
                out,
                "disputes.ref",
                "disputes.evidence.item",
                "receivables.invoice",
                "receivables.file",
                "receivables.attached");
        pack.files()
                .forEach(file -> out.row(
                        file.ref(), file.item(), file.invoiceNo(), file.fileName(), formats.time(file.attachedAt())));
        out.sheet(texts.get("packs.notes"));
        head(
                out,
                "receivables.note",
                "receivables.kind",
                "receivables.date",
                "receivables.invoice",
                "disputes.ref",
                "receivables.total");
        pack.notes()
                .forEach(note -> out.row(
                        note.noteNo(),
                        texts.get("note." + note.kind()),
                        note.noteDate(),
                        note.invoiceNo(),
                        note.ref(),
                        note.total()));
    }

    private void head(SheetWriter out, String... keys) {
        out.head(Stream.of(keys).map(texts::get).toList());
    }

    private byte[] paper(Pack pack, List<PackLine> lines, int total) {
        Map<String, Object> model = new HashMap<>();
        model.put("account", pack.account());
        model.put("asOf", pack.asOf());
        model.put("knownAt", pack.knownAt());
        model.put("reasons", pack.reasons());
        model.put("total", pack.total());
        model.put("disputes", pack.disputes());
        model.put("lines", lines);
        model.put("cut", total > lines.size());
        model.put("files", pack.files());
        model.put("notes", pack.notes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            pdf.write("pdf/dispute-pack", model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
