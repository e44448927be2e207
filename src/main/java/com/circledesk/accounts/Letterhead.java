package com.circledesk.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who we are on paper. @param name legal name, null where none is registered; @param address its lines, the GSTIN last */
public record Letterhead(@Nullable String name, List<String> address) {
    static final Letterhead NONE = new Letterhead(null, List.of());

    public Letterhead {
        address = List.copyOf(address);
    }
}
