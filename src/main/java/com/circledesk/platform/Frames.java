package com.circledesk.platform;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.platform.Navigation.Section;
import com.circledesk.shared.FinancialYear;
import com.circledesk.users.CurrentUser;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Makes the frame of the page being rendered. The layout asks for it as {@code @frames.current()}, so that error pages,
 * which no controller prepares, have the same frame.
 */
@Component
@DependsOnDatabaseInitialization
public class Frames {
    public static final String THEME_COOKIE = "theme";

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Navigation navigation;
    /** They change with a migration only, so they are read once. */
    private final List<Circle> circles;

    private final Links links;
    private final Clock clock;

    Frames(Navigation navigation, CircleQueries circles, Links links, Clock clock) {
        this.navigation = navigation;
        this.circles = circles.all();
        this.links = links;
        this.clock = clock;
    }

    public PageFrame current() {
        LocalDate today = LocalDate.now(clock);
        String theme = theme(Links.request());
        CurrentUser user = currentUser();
        return user == null ? frameOfNobody(theme, today) : frameOf(user, theme, today);
    }

    private static PageFrame frameOfNobody(@Nullable String theme, LocalDate today) {
        List<PageFrame.Item> none = List.of();
        return new PageFrame(
                null, theme, none, none, none, false, List.of(), List.of(), today, today, List.of(), false);
    }

    private PageFrame frameOf(CurrentUser user, @Nullable String theme, LocalDate today) {
        String path = links.path();
        List<Section> sections = navigation.sectionsFor(user);
        Section section = currentSection(sections, path);
        List<PageFrame.Option> options = options(user);
        return new PageFrame(
                user(user),
                theme,
                items(sections, section, path),
                section == null ? List.of() : tabs(section, path),
                starts(user),
                section != null
                        && section.dated()
                        && "GET".equals(Links.request().getMethod()),
                options,
                options.stream().filter(PageFrame.Option::selected).toList(),
                asOf(today),
                today,
                monthEnds(today),
                navigation.isOpen("/account", user));
    }

    private static PageFrame.User user(CurrentUser user) {
        return new PageFrame.User(
                user.fullName(),
                user.email(),
                initials(user.fullName()),
                user.role().name(),
                user.unread());
    }

    static @Nullable CurrentUser currentUser() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user ? user : null;
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        String[] words = name.trim().split("\\s+");
        initials.appendCodePoint(words[0].codePointAt(0));
        if (words.length > 1) {
            initials.appendCodePoint(words[words.length - 1].codePointAt(0));
        }
        return initials.toString().toUpperCase(Locale.ROOT);
    }

    private static @Nullable String theme(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, THEME_COOKIE);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : null;
    }

    private static @Nullable Section currentSection(List<Section> sections, String path) {
        String key = Navigation.sectionOf(path);
        return sections.stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static List<PageFrame.Item> items(List<Section> sections, @Nullable Section current, String path) {
        List<PageFrame.Item> items = new ArrayList<>();
        for (Section section : sections) {
            String target = section.tabs().get(0).path();
            String mark = !section.equals(current) ? null : path.equals(target) ? "page" : "true";
            items.add(new PageFrame.Item(section.key(), section.letter(), section.icon(), target, mark));
        }
        return items;
    }

    private static List<PageFrame.Item> tabs(Section section, String path) {
        String within = section.tabs().stream()
                .map(Navigation.Tab::path)
                .filter(tab -> path.equals(tab) || path.startsWith(tab + "/"))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
        return section.tabs().stream()
                .map(tab -> new PageFrame.Item(
                        tab.key(),
                        "",
                        "",
                        tab.path(),
                        !tab.path().equals(within) ? null : path.equals(within) ? "page" : "true"))
                .toList();
    }

    private List<PageFrame.Item> starts(CurrentUser user) {
        return navigation.startsFor(user).stream()
                .map(start -> new PageFrame.Item(start.key(), "", start.icon(), start.path(), null))
                .toList();
    }

    private List<PageFrame.Option> options(CurrentUser user) {
        List<String> chosen = links.values("circle");
        return circles.stream()
                .filter(circle -> user.scope().contains(circle.code()))
                .map(circle -> new PageFrame.Option(circle.code(), circle.name(), chosen.contains(circle.code())))
                .toList();
    }

    /** The last three month ends and the last day of the financial year before. */
    private static List<LocalDate> monthEnds(LocalDate today) {
        LocalDate first = today.withDayOfMonth(1);
        LocalDate yearEnd = FinancialYear.of(today).firstDay().minusDays(1);
        return Stream.of(
                        first.minusDays(1),
                        first.minusMonths(1).minusDays(1),
                        first.minusMonths(2).minusDays(1),
                        yearEnd)
                .distinct()
                .toList();
    }

    private LocalDate asOf(LocalDate today) {
        String wanted = links.parameter("asOf");
        if (wanted == null) {
            return today;
        }
        try {
            return LocalDate.parse(wanted);
        } catch (DateTimeParseException e) {
            return today;
        }
    }
}
