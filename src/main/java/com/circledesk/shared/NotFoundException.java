package com.circledesk.shared;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for does not exist, or lies outside the caller's circles: both answer the same 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotFoundException extends RuntimeException {
    public NotFoundException(String what, Object key) {
        super("%s %s was not found.".formatted(what, key));
    }
}
