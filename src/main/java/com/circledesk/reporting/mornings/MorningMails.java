package com.circledesk.reporting.mornings;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.reporting.PortfolioQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Role;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.work.Digests;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Composes the morning mails that are due. Each in one transaction as the person it is for, so that it holds nothing the
 * person may not see, and with the note that it was composed: once for each person and day, whatever runs at the same time
 * or dies half-way.
 */
@Service
public class MorningMails {
    private static final Logger LOG = LoggerFactory.getLogger(MorningMails.class);
    private static final Duration NEWS_AT_MOST = Duration.ofDays(4);
    private static final Duration NEWS_USUALLY = Duration.ofDays(1);
    private static final int SUBJECT_MAX = 180;

    private final Digests digests;
    private final UserQueries users;
    private final PortfolioQueries portfolios;
    private final CircleQueries circles;
    private final List<MorningPart> parts;
    private final Mails mails;
    private final Formats fmt;
    private final Texts texts;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MorningMails(
            Digests digests,
            UserQueries users,
            PortfolioQueries portfolios,
            CircleQueries circles,
            List<MorningPart> parts,
            Mails mails,
            Formats fmt,
            Texts texts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.digests = digests;
        this.users = users;
        this.portfolios = portfolios;
        this.circles = circles;
        this.parts = List.copyOf(parts);
        this.mails = mails;
        this.fmt = fmt;
        this.texts = texts;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return how many were queued */
    public int compose() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        List<Long> due =
                ActorContext.callAs(Actor.system("morning-mail", everywhere), ActorContext.now(), digests::due);
        int queued = 0;
        for (long person : due) {
            try {
                queued += users.enabled(person).map(this::composeFor).orElse(false) ? 1 : 0;
            } catch (RuntimeException e) {
                LOG.error("morning-mail {} failed", person, e);
            }
        }
        return queued;
    }

    private boolean composeFor(CurrentUser person) {
        Actor reader = new Actor(person.id(), "system:morning-mail", person.scope(), person.permissions());
        return ActorContext.callAs(
                reader, ActorContext.now(), () -> Objects.requireNonNull(transaction.execute(status -> queue(person))));
    }

    private boolean queue(CurrentUser person) {
        LocalDate day = LocalDate.now(clock);
        Morning morning = new Morning(person, day, since(person), book(person, day));
        List<MorningSection> sections = parts.stream()
                .map(part -> part.write(morning))
                .flatMap(Optional::stream)
                .toList();
        if (sections.isEmpty()) {
            digests.compose(person.id(), null);
            return false;
        }
        String key = "morning:" + person.id() + ":" + day;
        return digests.compose(person.id(), key)
                && mails.queue(NewMail.toUser(
                        key,
                        "DIGEST",
                        person.id(),
                        person.scope().circles(),
                        subject(day, sections),
                        text(person, sections)));
    }

    private Instant since(CurrentUser person) {
        Instant now = clock.instant();
        return digests.last(person.id())
                .filter(last -> last.isAfter(now.minus(NEWS_AT_MOST)))
                .orElse(now.minus(NEWS_USUALLY));
    }

    private BookFilter book(CurrentUser person, LocalDate day) {
        List<String> own = person.role() == Role.ACCOUNT_MANAGER
                ? portfolios.accountsOf(person.id(), day, person.scope())
                : List.of();
        return new BookFilter(List.of(), List.of(), own, List.of());
    }

    private String subject(LocalDate day, List<MorningSection> sections) {
        String headlines = sections.stream()
                .map(MorningSection::headline)
                .filter(headline -> !headline.isBlank())
                .collect(Collectors.joining(", "));
        String subject = headlines.isEmpty()
                ? texts.get("morning.subject.quiet", fmt.date(day))
                : texts.get("morning.subject", fmt.date(day), headlines);
        return subject.length() <= SUBJECT_MAX ? subject : subject.substring(0, SUBJECT_MAX - 1) + "…";
    }

    private String text(CurrentUser person, List<MorningSection> sections) {
        StringBuilder text = new StringBuilder(texts.get("morning.greeting", person.fullName())).append("\n\n");
        for (MorningSection section : sections) {
            text.append(section.title()).append('\n');
            section.lines().forEach(line -> text.append("- ").append(line).append('\n'));
            text.append("  ").append(mails.address(section.path())).append("\n\n");
        }
        return text.append(texts.get("morning.end", mails.address("/"), mails.address("/my-work/settings")))
                .toString();
    }
}
