package com.circledesk.payments.tax.web;

import com.circledesk.payments.tax.TaxQuarterRow;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Certificates of tax that customers deducted, for programs: by TAN, quarter and section, ours beside the department's. */
@RestController
@Requires(Permission.VIEW_RECEIVABLES)
class TaxCertificateApi {
    private final TaxQueries taxes;

    TaxCertificateApi(TaxQueries taxes) {
        this.taxes = taxes;
    }

    /** @param account of a deductor without TAN; {@code accounts} bear the TAN */
    record Certificate(
            @Nullable String tan,
            @Nullable String account,
            @Nullable String accounts,
            String tax,
            LocalDate quarter,
            String section,
            String expected,
            String received,
            String pending,
            String outcome) {
        static Certificate of(TaxQuarterRow row) {
            return new Certificate(
                    row.tan(),
                    row.account(),
                    row.accounts(),
                    row.tax().name(),
                    row.quarter(),
                    row.section(),
                    row.ours().toString(),
                    row.theirs().toString(),
                    row.pending().toString(),
                    row.outcome().name());
        }
    }

    @GetMapping("/api/v1/tax-certificates")
    Paged<Certificate> certificates(
            CurrentUser user,
            TaxParameters parameters,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        Paged<TaxQuarterRow> found = taxes.page(user.scope(), parameters.filter(), page, size);
        return new Paged<>(found.items().stream().map(Certificate::of).toList(), page, size, found.total());
    }
}
