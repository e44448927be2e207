package com.circledesk.collections.targets.web;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.circles.HolidayCalendar;
import com.circledesk.circles.WorkingDays;
import com.circledesk.circles.WorkingWeek;
import com.circledesk.forms.DateText;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's calendar: holidays of circles, and which days of every week are off. */
@Controller
@RequestMapping("/admin/holidays")
@Requires(Permission.MANAGE_SETTINGS)
class HolidayController {

    private static final int NAME_MAX = 100;
    private static final int LINES_MAX = 200;

    private final WorkingDays days;
    private final HolidayCalendar calendar;
    private final CircleQueries circles;
    private final Texts texts;
    private final Clock clock;

    HolidayController(WorkingDays days, HolidayCalendar calendar, CircleQueries circles, Texts texts, Clock clock) {
        this.days = days;
        this.calendar = calendar;
        this.circles = circles;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String circle,
            @RequestParam(required = false) @Nullable String year,
            Model model) {
        return show(user, circle, year(year), model);
    }

    /** @param lines a holiday each: its date and its name */
    @PostMapping
    String add(
            CurrentUser user,
            @RequestParam(defaultValue = "") String circle,
            @RequestParam(defaultValue = "") String lines,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Scope kept = chosen(user, circle);
        try {
            Map<LocalDate, String> read = read(lines);
            read.forEach((day, name) -> calendar.add(kept.circles(), day, name));
            redirect.addFlashAttribute("flash", texts.get("holidays.added", read.size()));
            redirect.addAttribute("year", read.keySet().iterator().next().getYear());
            return back(circle, redirect);
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("flashProblem", e.getMessage());
            model.addAttribute("typed", lines);
            return show(user, circle, LocalDate.now(clock).getYear(), model);
        }
    }

    @PostMapping("/removal")
    String remove(
            CurrentUser user,
            @RequestParam(defaultValue = "") String circle,
            @RequestParam(defaultValue = "") String day,
            RedirectAttributes redirect) {
        LocalDate off = DateText.parse(day).orElseThrow(() -> new NotFoundException("Holiday", day));
        calendar.remove(chosen(user, circle).circles(), off);
        redirect.addFlashAttribute("flash", texts.get("holidays.removed"));
        redirect.addAttribute("year", off.getYear());
        return back(circle, redirect);
    }

    @PostMapping("/week")
    String week(
            CurrentUser user,
            @RequestParam(defaultValue = "") String circle,
            @RequestParam(defaultValue = "false") boolean sundays,
            @RequestParam(name = "saturday", required = false) @Nullable List<Integer> saturdays,
            RedirectAttributes redirect) {
        List<Integer> off = saturdays == null
                ? List.of()
                : saturdays.stream()
                        .filter(n -> n >= 1 && n <= 5)
                        .distinct()
                        .sorted()
                        .toList();
        for (String code : chosen(user, circle).toArray()) {
            calendar.begin(new WorkingWeek(code, sundays, off));
        }
        redirect.addFlashAttribute("flash", texts.get("holidays.week.saved"));
        return back(circle, redirect);
    }

    private static String back(String circle, RedirectAttributes redirect) {
        if (!circle.isBlank()) {
            redirect.addAttribute("circle", circle);
        }
        return "redirect:/admin/holidays";
    }

    private static Scope chosen(CurrentUser user, String circle) {
        if (!circle.isBlank() && !user.scope().contains(circle)) {
            throw new NotFoundException("Circle", circle);
        }
        return circle.isBlank() ? user.scope() : Scope.of(circle);
    }

    private Map<LocalDate, String> read(String lines) {
        Map<LocalDate, String> read = new LinkedHashMap<>();
        for (String line :
                lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            int end = line.indexOf(' ');
            LocalDate day =
                    DateText.parse(end < 0 ? line : line.substring(0, end)).orElse(null);
            String name = end < 0 ? "" : line.substring(end).strip();
            if (day == null || name.isEmpty() || name.length() > NAME_MAX) {
                throw new BusinessRuleException("bad-line", texts.get("holidays.badLine", line));
            }
            read.put(day, name);
        }
        if (read.isEmpty() || read.size() > LINES_MAX) {
            throw new BusinessRuleException("bad-line", texts.get("holidays.noLine", LINES_MAX));
        }
        return read;
    }

    private int year(@Nullable String asked) {
        int now = LocalDate.now(clock).getYear();
        return asked != null
                        && asked.matches("[0-9]{4}+")
                        && asked.compareTo("1990") >= 0
                        && asked.compareTo("2100") <= 0
                ? Integer.parseInt(asked)
                : now;
    }

    private String show(CurrentUser user, @Nullable String circle, int year, Model model) {
        Scope shown =
                circle == null || circle.isBlank() ? user.scope() : user.scope().narrowedTo(List.of(circle));
        List<Circle> all = circles.of(user.scope().circles());
        model.addAttribute("holidays", days.holidays(shown.circles(), year));
        model.addAttribute("weeks", days.weeks(shown.circles()));
        model.addAttribute("year", year);
        model.addAttribute("circle", shown.circles().size() == 1 ? shown.toArray()[0] : "");
        model.addAttribute("shownCircles", shown.circles().size());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute(
                "circleChoices",
                all.stream().map(each -> new Choice(each.code(), each.name())).toList());
        return "collections/holidays";
    }
}
