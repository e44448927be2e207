package com.circledesk.receivables.ageing.web;

import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The ageing for programs. */
@RestController
@Requires(Permission.VIEW_RECEIVABLES)
class AgeingApi {
    private final AgeingQueries ageings;
    private final Clock clock;

    AgeingApi(AgeingQueries ageings, Clock clock) {
        this.ageings = ageings;
        this.clock = clock;
    }

    @GetMapping("/api/v1/ageing")
    AgeingAnswer ageing(CurrentUser user, AgeingParameters parameters) {
        AgeingRequest request;
        try {
            request = parameters.strictly(LocalDate.now(clock));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        return AgeingAnswer.of(ageings.ageing(user.scope(), request));
    }
}
