package com.circledesk.reporting.web;

import com.circledesk.users.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in. */
@Controller
class HomeController {
    @SignedIn
    @GetMapping("/")
    String home() {
        return "home/home";
    }
}
