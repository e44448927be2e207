package com.circledesk.disputes;

import com.circledesk.shared.BusinessRuleException;
import java.util.List;

/** The same site, month and charge is in another open dispute or was credited before: only the head may allow it. */
public class AlreadyCreditedException extends BusinessRuleException {
    private final transient List<EarlierClaim> earlier;

    AlreadyCreditedException(List<EarlierClaim> earlier) {
        super("already-credited", sentence(earlier));
        this.earlier = List.copyOf(earlier);
    }

    private static String sentence(List<EarlierClaim> earlier) {
        String first = earlier.get(0).sentence();
        return earlier.size() == 1 ? first : first + " And %d more.".formatted(earlier.size() - 1);
    }

    public List<EarlierClaim> earlier() {
        return earlier;
    }
}
