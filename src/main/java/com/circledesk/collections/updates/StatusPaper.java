package com.circledesk.collections.updates;

import com.circledesk.exports.PdfDocument;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Prints updates: a sheet that sums up, then each account on a page of its own. */
@Component
public class StatusPaper {
    private final PdfDocument pdf;
    private final Texts texts;
    private final Formats formats;

    StatusPaper(PdfDocument pdf, Texts texts, Formats formats) {
        this.pdf = pdf;
        this.texts = texts;
        this.formats = formats;
    }

    /** An account's page. @param ref number of the update it is from */
    public record Sheet(long updateId, String ref, LocalDate asOf, String manager, AccountStatus account) {
        private static final int ROWS = 12;

        /** So much that it is set smaller, and each of it on one line. */
        public boolean crowded() {
            return account.items().size() > ROWS;
        }
    }

    /** Amounts in lakh rupees with two decimals: a row of ages fits a page. */
    public static final class Lakh {
        private static final int DIGITS = 5;

        private final Formats formats;

        private Lakh(Formats formats) {
            this.formats = formats;
        }

        public String of(Money amount) {
            return formats.amount(amount.amount().movePointLeft(DIGITS).setScale(2, RoundingMode.HALF_UP));
        }
    }

    /**
     * @param heading on top of the first sheet
     * @param sheets at least one
     */
    public void write(
            String heading,
            String sub,
            AgeBuckets buckets,
            List<Sheet> sheets,
            List<StatusComment> comments,
            OutputStream out)
            throws IOException {
        List<AccountStatus> accounts = sheets.stream().map(Sheet::account).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("heading", heading);
        model.put("sub", sub);
        model.put("lakh", new Lakh(formats));
        model.put("labels", buckets.labels());
        model.put("totals", ComposedUpdate.totals(accounts, buckets));
        model.put("movement", ComposedUpdate.movement(accounts));
        model.put("sheets", sheets);
        model.put("comments", comments);
        model.put("kinds", StatusItem.Kind.values());
        pdf.write("pdf/status-update", model, out);
    }

    public void write(StatusUpdate update, OutputStream out) throws IOException {
        write(
                texts.get("updates.paper.title", update.ref()),
                texts.get(
                        "updates.paper.sub",
                        update.manager(),
                        update.circleName(),
                        formats.date(update.asOf()),
                        formats.time(update.knownAt())),
                update.buckets(),
                update.accounts().stream()
                        .map(account -> new Sheet(update.id(), update.ref(), update.asOf(), update.manager(), account))
                        .toList(),
                update.comments(),
                out);
    }

    byte[] of(StatusUpdate update) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(update, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
