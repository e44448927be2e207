package com.circledesk.work;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How mails leave; the server itself is {@code spring.mail}.
 *
 * @param from who sends, as {@code Name <address>}
 * @param retryAfter how long a mail that failed waits, after its first try, its second and so on; one try more than that
 * @param keepDays for so many days what a sent mail said is kept
 */
@ConfigurationProperties("circledesk.mail")
record MailSettings(String from, List<Duration> retryAfter, int keepDays) {
    private static final int TRIES_MAX = 8;

    MailSettings {
        retryAfter = List.copyOf(retryAfter);
        if (retryAfter.isEmpty() || retryAfter.size() >= TRIES_MAX) {
            throw new IllegalArgumentException("circledesk.mail.retry-after names 1 to 7 waits: eight tries at most.");
        }
        if (keepDays < 1) {
            throw new IllegalArgumentException("circledesk.mail.keep-days is one day at least.");
        }
    }

    int triesMax() {
        return retryAfter.size() + 1;
    }

    /** How long nobody else tries; after the last try, only how long that one may take. @param tries with this one */
    Duration waitAfter(int tries) {
        return retryAfter.get(Math.min(tries, retryAfter.size()) - 1);
    }
}
