package com.circledesk.users.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A new API token. */
record TokenForm(
        @NotBlank(message = "{users.token.name.missing}")
        @Size(max = 80, message = "{users.token.name.long}")
        @Pattern(regexp = "[^\\p{Cntrl}\\p{Cf}]*", message = "{users.token.name.bad}")
        @Nullable
        String name,

        @Min(1) @Max(366) int days) {
    static final TokenForm EMPTY = new TokenForm(null, 90);
}
