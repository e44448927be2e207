package com.circledesk.platform.web;

import com.circledesk.platform.Icons;
import com.circledesk.users.Public;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class IconController {
    private final Icons icons;

    IconController(Icons icons) {
        this.icons = icons;
    }

    @Public
    @GetMapping("/icons.svg")
    ResponseEntity<String> sprite() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(icons.sprite());
    }
}
