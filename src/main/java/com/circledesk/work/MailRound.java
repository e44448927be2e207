package com.circledesk.work;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/**
 * One round of sending what is due, a mail at a time: taken, sent, marked. Two instances never take the same mail, and a
 * mail that was taken is nobody's for minutes; only who dies after the server took the mail and before it was marked leaves
 * it to be sent once more, under the same Message-ID.
 */
@Service
class MailRound {
    private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);
    private static final int FAULT_MAX = 300;
    private static final int AT_ONCE = 2000;

    private final Outbox outbox;
    private final MailSettings settings;
    private final @Nullable JavaMailSender server;
    private final CircleQueries circles;
    private final Notifications notifications;
    private final Texts texts;
    private final Clock clock;

    MailRound(
            Outbox outbox,
            MailSettings settings,
            ObjectProvider<JavaMailSender> server,
            @Value("${spring.mail.host:}") String host,
            CircleQueries circles,
            Notifications notifications,
            Texts texts,
            Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.server = host.isBlank() ? null : server.getIfAvailable();
        this.circles = circles;
        this.notifications = notifications;
        this.texts = texts;
        this.clock = clock;
    }

    /** @return how many were sent */
    int send() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("mail", everywhere), ActorContext.now(), () -> {
            JavaMailSender through = server;
            if (through == null) {
                outbox.keepAll(texts.get("mail.kept.noServer"));
                return 0;
            }
            int sent = 0;
            boolean failed = outbox.giveUp(settings.triesMax()) > 0;
            for (int taken = 0; taken < AT_ONCE; taken++) {
                Optional<MailToSend> mail = outbox.take(settings);
                if (mail.isEmpty()) {
                    break;
                }
                Outcome outcome = send(mail.get(), through);
                sent += outcome == Outcome.SENT ? 1 : 0;
                failed |= outcome == Outcome.FAILED;
                if (outcome == Outcome.NOBODY_THERE) {
                    break;
                }
            }
            if (failed) {
                alert();
            }
            return sent;
        });
    }

    /** @return of how many mails what they said was dropped */
    long drop() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(
                Actor.system("mail", everywhere), ActorContext.now(), () -> outbox.drop(settings.keepDays()));
    }

    private enum Outcome {
        SENT,
        NOT_YET,
        NOBODY_THERE,
        FAILED
    }

    private Outcome send(MailToSend mail, JavaMailSender through) {
        String recipient = mail.recipient();
        if (recipient == null) {
            outbox.keep(mail.id(), texts.get("mail.kept.noReader"));
            return Outcome.NOT_YET;
        }
        try {
            through.send(message(mail, recipient, through));
        } catch (MailException | MessagingException | UnsupportedEncodingException e) {
            LOG.warn(
                    "mail-not-sent {} try {}: {}",
                    mail.id(),
                    mail.tries(),
                    e.getClass().getSimpleName());
            if (outbox.failed(mail.id(), fault(e), settings.triesMax())) {
                return Outcome.FAILED;
            }
            return nobodyAnswered(e) ? Outcome.NOBODY_THERE : Outcome.NOT_YET;
        }
        outbox.sent(mail.id(), recipient);
        return Outcome.SENT;
    }

    private MimeMessage message(MailToSend mail, String recipient, JavaMailSender through)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = through.createMimeMessage();
        String fileName = mail.attachmentName();
        byte[] file = mail.attachment();
        MimeMessageHelper helper = new MimeMessageHelper(message, fileName != null, "UTF-8");
        InternetAddress from = new InternetAddress(settings.from());
        helper.setFrom(from);
        helper.setTo(new InternetAddress(recipient, true));
        helper.setSubject(mail.subject());
        helper.setText(mail.body());
        helper.setSentDate(Date.from(clock.instant()));
        if (fileName != null && file != null) {
            helper.addAttachment(fileName, new ByteArrayResource(file), "application/pdf");
        }
        String host = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        message.setHeader("Message-ID", "<" + mail.messageKey() + "@" + host + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** No talk came about: the next mail would fare no better. */
    private static boolean nobodyAnswered(Exception e) {
        return e instanceof MailSendException failure
                && failure.getFailedMessages().isEmpty();
    }

    /** The innermost reason, which is the server's own words as a rule. */
    private static String fault(Exception e) {
        Throwable cause = e;
        if (e instanceof MailSendException failure && failure.getMessageExceptions().length > 0) {
            cause = failure.getMessageExceptions()[0];
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            cause = inner;
        }
        String words = String.valueOf(cause.getMessage())
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        String said = words.isEmpty() ? cause.getClass().getSimpleName() : words;
        return said.substring(0, Math.min(FAULT_MAX, said.length()));
    }

    /** Once a day for each administrator: what failed stands under Admin. */
    private void alert() {
        outbox.toAlert()
                .forEach(alert -> notifications.tell(new NewNotification(
                        "mail-failed:" + LocalDate.now(clock) + ":" + alert.person(),
                        alert.person(),
                        alert.circle(),
                        new About("MAIL", "FAILED", "/admin/mail?state=FAILED"),
                        texts.get("mail.failed.alert"))));
    }
}
