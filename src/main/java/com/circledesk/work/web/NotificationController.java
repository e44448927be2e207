package com.circledesk.work.web;

import com.circledesk.shared.Texts;
import com.circledesk.users.SignedIn;
import com.circledesk.work.Notifications;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reads notifications: opening one marks it as read, so it is a form and no link. */
@Controller
@RequestMapping("/my-work/notifications")
@SignedIn
class NotificationController {
    private static final String LIST = "redirect:/my-work?which=notifications";

    private final Notifications notifications;
    private final Texts texts;

    NotificationController(Notifications notifications, Texts texts) {
        this.notifications = notifications;
        this.texts = texts;
    }

    @PostMapping("/{id:\\d{1,18}}/opening")
    String open(@PathVariable long id) {
        return "redirect:" + notifications.read(id);
    }

    @PostMapping("/{id:\\d{1,18}}/unread")
    String unread(@PathVariable long id) {
        notifications.unread(id);
        return LIST;
    }

    @PostMapping("/reading")
    String readAll(RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", texts.get("work.allRead", notifications.readAll()));
        return LIST;
    }
}
