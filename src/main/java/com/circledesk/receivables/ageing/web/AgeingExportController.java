package com.circledesk.receivables.ageing.web;

import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.TableWriter;
import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.AgeingRow;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The ageing page as a file, with its tie-out. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class AgeingExportController {
    private final AgeingQueries ageings;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    AgeingExportController(AgeingQueries ageings, Exports exports, ExportPreamble preamble, Texts texts, Clock clock) {
        this.ageings = ageings;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/ageing/export")
    @Paced
    void export(CurrentUser user, AgeingParameters parameters, FileWish wish, HttpServletResponse response) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        Ageing ageing = ageings.ageing(user.scope(), request);
        preamble.audit("ageing", request);
        exports.table(response, wish.kind(), "ageing-" + request.asOf(), table -> {
            preamble.write(table, "ageing.title", request, user);
            write(table, ageing);
        });
    }

    private void write(TableWriter table, Ageing ageing) {
        List<String> head = new ArrayList<>();
        head.add(texts.get("ageing.groupBy." + ageing.request().groupBy().parameter()));
        head.add(texts.get("export.name"));
        head.addAll(ageing.request().buckets().labels());
        head.add(texts.get("ageing.unapplied"));
        head.add(texts.get("ageing.disputed"));
        head.add(texts.get("ageing.owed"));
        head.add(texts.get("ageing.total.net"));
        table.head(head);
        ageing.rows().forEach(row -> table.row(cells(row.key(), row.label(), row)));
        table.row(cells(texts.get("export.total"), null, ageing.totals()));
        List<@Nullable Object> shares = new ArrayList<>();
        shares.add(texts.get("export.share"));
        shares.add(null);
        for (int bucket = 0; bucket < ageing.request().buckets().size(); bucket++) {
            shares.add(ageing.share(bucket));
        }
        table.row(shares);
        table.fact(texts.get("export.ledger"), ageing.ledgerBalance());
        table.fact(texts.get("export.difference"), ageing.difference());
    }

    private static List<@Nullable Object> cells(String key, @Nullable String label, AgeingRow row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(key);
        cells.add(label);
        cells.addAll(row.amounts());
        cells.add(row.unapplied());
        cells.add(row.disputed());
        cells.add(row.gross());
        cells.add(row.total());
        return cells;
    }
}
