package com.circledesk.receivables;

import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param noteWindowDays days after the invoice date within which a note is in time, see {@link NoteWindow}
 */
@ConfigurationProperties("circledesk")
public record ReceivablesSettings(@DefaultValue("180") int noteWindowDays) {
    public NoteWindow noteWindow(LocalDate invoiceDate) {
        return new NoteWindow(invoiceDate, noteWindowDays);
    }
}
