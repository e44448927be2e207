package com.circledesk.work.web;

import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.SignedIn;
import com.circledesk.work.WorkCounts;
import com.circledesk.work.WorkQueries;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** My work: what one has to do, by the day it is due, what one did, and what one was told. */
@Controller
@SignedIn
class WorkController {
    private final WorkQueries work;
    private final Clock clock;

    WorkController(WorkQueries work, Clock clock) {
        this.work = work;
        this.clock = clock;
    }

    @GetMapping("/my-work")
    String show(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String which,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        WorkCounts counts = work.counts(user.id(), today, user.scope());
        model.addAttribute("counts", counts);
        model.addAttribute("today", today);
        if ("notifications".equals(which)) {
            PageWish wish = PageWish.of(page, size).within(counts.notifications());
            model.addAttribute(
                    "notifications",
                    new Paged<>(
                            work.notifications(user.id(), wish.page(), wish.size(), user.scope()),
                            wish.page(),
                            wish.size(),
                            counts.notifications()));
            return "work/notifications";
        }
        boolean done = "done".equals(which);
        long total = done ? counts.done() : counts.open();
        PageWish wish = PageWish.of(page, size).within(total);
        model.addAttribute(
                "tasks",
                new Paged<>(
                        work.tasks(user.id(), done, wish.page(), wish.size(), user.scope()),
                        wish.page(),
                        wish.size(),
                        total));
        return "work/tasks";
    }
}
