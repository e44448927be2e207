package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.LandingQueries;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Landings as they were frozen day by day, and how well each manager's told what came. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class LandingController {
    private final LandingQueries landings;
    private final Clock clock;

    LandingController(LandingQueries landings, Clock clock) {
        this.landings = landings;
        this.clock = clock;
    }

    @GetMapping("/receivables/targets/landings")
    String landings(CurrentUser user, TargetParameters parameters, Model model) {
        BridgeRequest asked = parameters.leniently(LocalDate.now(clock));
        model.addAttribute("asked", asked);
        model.addAttribute("days", landings.days(user.scope(), asked));
        model.addAttribute("accuracy", landings.accuracy(user.scope(), YearMonth.from(LocalDate.now(clock))));
        return "collections/landings";
    }
}
