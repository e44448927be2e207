package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** DSO and its family for programs. */
@RestController
@Requires(Permission.VIEW_RECEIVABLES)
class KpiApi {
    private final KpiQueries kpis;
    private final Clock clock;

    KpiApi(KpiQueries kpis, Clock clock) {
        this.kpis = kpis;
        this.clock = clock;
    }

    @GetMapping("/api/v1/kpis")
    KpiAnswer kpis(
            CurrentUser user,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "90") @Min(1) @Max(KpiWindow.DAYS_MAX) int window,
            @RequestParam(defaultValue = "incl") @Pattern(regexp = "incl|excl") String gst,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(defaultValue = "") String[] chargeType) {
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        if (!KpiWindow.YEARS.isValidIntValue(day.getYear())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "asOf lies outside the years 1990 to 2100.");
        }
        BookFilter filter = new BookFilter(List.of(circle), List.of(operator), List.of(account), List.of(chargeType));
        return KpiAnswer.of(kpis.figures(user.scope(), filter, new KpiWindow(day, window), GstBasis.named(gst)));
    }
}
