package com.circledesk.receivables.invoices;

/** What a file attached to an invoice shows. */
public enum AttachmentKind {
    COPY,
    PROOF_OF_SUBMISSION,
    OTHER;

    /** Key of its label. */
    public String label() {
        return "receivables.attachment." + name();
    }
}
