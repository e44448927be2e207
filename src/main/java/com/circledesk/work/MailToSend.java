package com.circledesk.work;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail taken for sending. @param recipient null: who should read it may not, or no longer; @param tries with this one */
record MailToSend(
        long id,
        @Nullable String recipient,
        UUID messageKey,
        String subject,
        String body,
        @Nullable String attachmentName,
        byte @Nullable [] attachment,
        int tries) {}
