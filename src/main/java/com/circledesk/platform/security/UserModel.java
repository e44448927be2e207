package com.circledesk.platform.security;

import com.circledesk.users.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page finds the signed-in user as {@code user}; null before the sign-in. */
@ControllerAdvice(annotations = Controller.class)
class UserModel {
    @ModelAttribute("user")
    @Nullable
    CurrentUser user() {
        return UserAuthentication.current();
    }
}
