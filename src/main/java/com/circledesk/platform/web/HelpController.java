package com.circledesk.platform.web;

import com.circledesk.users.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How figures are computed, what the words mean, which keys there are. */
@Controller
class HelpController {
    @GetMapping("/help")
    @SignedIn
    String help() {
        return "help/help";
    }
}
