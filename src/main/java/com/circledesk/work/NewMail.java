package com.circledesk.work;

import com.circledesk.shared.BusinessRuleException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent, to a person of ours or to an address.
 *
 * @param key what makes it this mail and no other: queued twice it is sent once, for ever
 * @param kind in capitals, {@code DIGEST} for one; the label {@code mail.kind.<kind>} names it to people
 * @param user who reads it, at the address the person has when it leaves; or null
 * @param address who reads it otherwise, or null
 * @param circles whose matters it tells of: a person who no longer sees them all is not sent it
 * @param subject one line of at most 200 characters
 * @param text plain, its lines ended by \n
 */
public record NewMail(
        String key,
        String kind,
        @Nullable Long user,
        @Nullable String address,
        Set<String> circles,
        String subject,
        String text,
        @Nullable Attachment attachment) {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}<>\"',;]+@[^@\\s\\p{Cntrl}<>\"',;]+");
    private static final int SUBJECT_MAX = 200;
    private static final int ADDRESS_MAX = 254;

    /** A PDF that goes along. @param name with its ending */
    public record Attachment(String name, byte[] content) {}

    /** @throws BusinessRuleException if the subject holds a line's end, or the address is none */
    public NewMail {
        circles = Set.copyOf(circles);
        if (CONTROL.matcher(subject).find()) {
            throw new BusinessRuleException("bad-subject", "A mail's subject is one line, without line breaks.");
        }
        if (subject.isBlank() || subject.length() > SUBJECT_MAX) {
            throw new BusinessRuleException("bad-subject", "A mail's subject has 1 to 200 characters.");
        }
        if (address != null
                && (address.length() > ADDRESS_MAX || !ADDRESS.matcher(address).matches())) {
            throw new BusinessRuleException("bad-email", "Give a mail address, for example asha@example.com.");
        }
    }

    public static NewMail toUser(String key, String kind, long user, Set<String> circles, String subject, String text) {
        return new NewMail(key, kind, user, null, circles, subject, text, null);
    }

    public static NewMail toAddress(
            String key, String kind, String address, Set<String> circles, String subject, String text) {
        return new NewMail(key, kind, null, address.strip(), circles, subject, text, null);
    }

    public NewMail with(String fileName, byte[] pdf) {
        return new NewMail(key, kind, user, address, circles, subject, text, new Attachment(fileName, pdf));
    }
}
