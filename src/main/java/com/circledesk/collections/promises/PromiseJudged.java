package com.circledesk.collections.promises;

import java.util.List;

/** Promises were judged anew: their state, or what they were given, changed. Told in the transaction that judged them. */
public record PromiseJudged(List<Long> promiseIds) {
    public PromiseJudged {
        promiseIds = List.copyOf(promiseIds);
    }
}
