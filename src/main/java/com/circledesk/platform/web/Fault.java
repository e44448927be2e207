package com.circledesk.platform.web;

import org.springframework.http.HttpStatus;

/**
 * Why a request gets no result, in words for the person who asked; never a class name, SQL or a path of the machine.
 *
 * @param code short and stable, for programs
 * @param title a few words, the heading of the page
 * @param detail a sentence: what is wrong and what to do
 */
record Fault(HttpStatus status, String code, String title, String detail) {
    static final Fault NOT_FOUND = new Fault(
            HttpStatus.NOT_FOUND,
            "not-found",
            "Nothing here",
            "There is nothing at this address, or it lies outside your circles.");
    static final Fault FORBIDDEN = new Fault(
            HttpStatus.FORBIDDEN,
            "forbidden",
            "Not allowed",
            "You may not do this. Your administrator can say who may.");
    static final Fault DATABASE_AWAY = new Fault(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-away",
            "Not available at the moment",
            "The database does not answer. Try again in a minute; if you were saving, look first whether it was recorded.");
    static final Fault DISK_FULL = new Fault(
            HttpStatus.SERVICE_UNAVAILABLE,
            "disk-full",
            "Cannot record at the moment",
            "The database has no space left, so nothing was recorded. Reading goes on; tell your administrator.");
    static final Fault CROSS_SITE = new Fault(
            HttpStatus.FORBIDDEN,
            "cross-site",
            "Not from another site",
            "Another website asked for this in your name, so it was refused.");
    static final Fault TOO_SLOW = new Fault(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-slow",
            "This took too long",
            "The answer took too long and was given up. Try again, or narrow the question.");
    static final Fault CROWDED = new Fault(
            HttpStatus.SERVICE_UNAVAILABLE,
            "crowded",
            "Very busy at the moment",
            "So many others ask at once that this was not begun with. Nothing was saved; try again in a minute.");
    static final Fault STALE = new Fault(
            HttpStatus.CONFLICT,
            "stale",
            "Changed meanwhile",
            "Somebody else changed this at the same time, so nothing was saved. Load the page again and repeat your change.");
    static final Fault UNEXPECTED = new Fault(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "unexpected",
            "Something went wrong",
            "This should not have happened and is noted in the log. Tell your administrator the number below.");

    static Fault badRequest(String code, String detail) {
        return new Fault(HttpStatus.BAD_REQUEST, code, "Not understood", detail);
    }

    static Fault tooLarge(String limit) {
        return new Fault(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "Too large",
                "What you sent is larger than %s, the most that is taken at once. Send less, or split the file."
                        .formatted(limit));
    }

    /** Where nothing but the status is known. */
    static Fault of(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> NOT_FOUND;
            case FORBIDDEN -> FORBIDDEN;
            case BAD_REQUEST -> badRequest("bad-request", "The request is not well formed.");
            case UNAUTHORIZED ->
                new Fault(status, "unauthorized", "Sign in first", "This is for people who are signed in.");
            case METHOD_NOT_ALLOWED, NOT_IMPLEMENTED ->
                new Fault(
                        status,
                        "method-not-allowed",
                        "Not possible this way",
                        "This address does not take that kind of request.");
            case NOT_ACCEPTABLE ->
                new Fault(
                        status,
                        "not-acceptable",
                        "Not in this format",
                        "There is no answer in the format that was asked for.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Fault(
                        status,
                        "unsupported-type",
                        "Not in this format",
                        "This address does not take that kind of content.");
            case CONTENT_TOO_LARGE ->
                new Fault(status, "too-large", "Too large", "What you sent is larger than what is taken at once.");
            case TOO_MANY_REQUESTS ->
                new Fault(status, "too-many-requests", "Too many at once", "Wait a moment and try again.");
            case SERVICE_UNAVAILABLE -> DATABASE_AWAY;
            default ->
                status.is4xxClientError()
                        ? new Fault(status, "refused", status.getReasonPhrase(), "The request was refused.")
                        : UNEXPECTED;
        };
    }

    /**
     * Not the caller's doing: the answer carries the request's number to be quoted. A refusal does not, so that what lies in
     * another circle answers exactly like what does not exist.
     */
    boolean isOurs() {
        return status.is5xxServerError();
    }
}
