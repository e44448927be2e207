package com.circledesk.disputes.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.disputes.NoteFacts;
import com.circledesk.disputes.NoteLine;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.exports.Exports;
import com.circledesk.exports.PdfDocument;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A note on paper, for pages and programs alike: what the customer gets, and nothing of what it means to us. */
@Component
class NotePaper {
    private final NoteQueries notes;
    private final Exports exports;
    private final PdfDocument pdf;
    private final AuditEvents audit;

    NotePaper(NoteQueries notes, Exports exports, PdfDocument pdf, AuditEvents audit) {
        this.notes = notes;
        this.exports = exports;
        this.pdf = pdf;
        this.audit = audit;
    }

    void send(String number, Scope scope, HttpServletResponse response) {
        NoteFacts note = notes.get(number, scope);
        List<NoteLine> lines = notes.lines(note.id(), scope);
        audit.record("export", "note", note.circle(), note.noteNo());
        exports.send(
                response,
                "application/pdf",
                note.noteNo().replaceAll("[^A-Za-z0-9._-]", "-") + ".pdf",
                out -> pdf.write("pdf/note", Map.of("note", note, "lines", lines), out));
    }
}
