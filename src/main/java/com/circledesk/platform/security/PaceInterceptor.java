package com.circledesk.platform.security;

import com.circledesk.shared.Paced;
import com.circledesk.users.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts what each person asks of {@link Paced} handlers by the minute, for this instance alone; more gets 429. */
@Component
class PaceInterceptor implements HandlerInterceptor {
    private record Asked(long minute, int times) {}

    private final Clock clock;
    private final int perMinute;
    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();

    PaceInterceptor(Clock clock, @Value("${circledesk.searches-per-minute:120}") int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CurrentUser user = UserAuthentication.current();
        if (user != null && handler instanceof HandlerMethod method && method.hasMethodAnnotation(Paced.class)) {
            long minute = clock.instant().getEpochSecond() / 60;
            Asked now = asked.compute(
                    user.id(),
                    (id, before) -> before == null || before.minute() != minute
                            ? new Asked(minute, 1)
                            : new Asked(minute, before.times() + 1));
            if (Objects.requireNonNull(now).times() > perMinute) {
                throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
            }
        }
        return true;
    }
}
