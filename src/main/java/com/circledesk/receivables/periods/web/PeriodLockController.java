package com.circledesk.receivables.periods.web;

import com.circledesk.receivables.periods.PeriodLockService;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.receivables.periods.PeriodQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The months of a financial year: what they hold, which are locked, and by whom. */
@Controller
class PeriodLockController {
    private static final String PAGE = "/receivables/period-locks";
    private static final int YEAR_MIN = 1990;

    private final PeriodLockService service;
    private final PeriodLocks locks;
    private final PeriodQueries periods;
    private final Texts texts;
    private final Clock clock;

    PeriodLockController(
            PeriodLockService service, PeriodLocks locks, PeriodQueries periods, Texts texts, Clock clock) {
        this.service = service;
        this.locks = locks;
        this.periods = periods;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    @Requires(Permission.VIEW_RECEIVABLES)
    String list(@RequestParam(defaultValue = "") String year, CurrentUser user, Model model) {
        LocalDate today = LocalDate.now(clock);
        FinancialYear present = FinancialYear.of(today);
        int asked = year.matches("[0-9]{4}") ? Integer.parseInt(year) : present.startYear();
        return show(new FinancialYear(Math.max(YEAR_MIN, Math.min(asked, present.startYear()))), user, model);
    }

    @PostMapping(PAGE)
    @Requires(Permission.LOCK_PERIODS)
    String lock(
            @RequestParam String month,
            CurrentUser user,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        YearMonth asked = month(month);
        try {
            service.lock(asked);
        } catch (BusinessRuleException e) {
            return refused(asked, e, user, model, response);
        }
        redirect.addFlashAttribute("flash", texts.get("receivables.periods.locked", asked));
        return "redirect:%s?year=%d".formatted(PAGE, yearOf(asked).startYear());
    }

    @PostMapping(PAGE + "/{month}/opening")
    @Requires(Permission.LOCK_PERIODS)
    String unlock(
            @PathVariable String month,
            @RequestParam(defaultValue = "") String reason,
            CurrentUser user,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        YearMonth asked = month(month);
        try {
            service.unlock(asked, reason);
        } catch (BusinessRuleException e) {
            return refused(asked, e, user, model, response);
        }
        redirect.addFlashAttribute("flash", texts.get("receivables.periods.opened", asked));
        return "redirect:%s?year=%d".formatted(PAGE, yearOf(asked).startYear());
    }

    private String refused(
            YearMonth month,
            BusinessRuleException refusal,
            CurrentUser user,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("flashProblem", refusal.getMessage());
        return show(yearOf(month), user, model);
    }

    private String show(FinancialYear year, CurrentUser user, Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("year", year);
        model.addAttribute("isPresentYear", year.equals(FinancialYear.of(today)));
        model.addAttribute("months", periods.months(year, today, user.scope()));
        model.addAttribute("history", locks.history(year));
        model.addAttribute("mayLock", user.may(Permission.LOCK_PERIODS));
        model.addAttribute("me", user.email());
        return "receivables/period-locks";
    }

    private static FinancialYear yearOf(YearMonth month) {
        return FinancialYear.of(month.atDay(1));
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= YEAR_MIN && month.getYear() <= 2100) {
                return month;
            }
        } catch (DateTimeParseException e) {
            throw new NotFoundException("Month", text);
        }
        throw new NotFoundException("Month", text);
    }
}
