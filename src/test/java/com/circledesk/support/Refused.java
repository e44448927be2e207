package com.circledesk.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.BusinessRuleException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the rules of the business refuse, by their code. */
public final class Refused {
    private Refused() {}

    public static void refused(String code, ThrowingCallable attempt) {
        refused(code, null, attempt);
    }

    public static void refused(String code, @Nullable String sentence, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(BusinessRuleException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            if (sentence != null) {
                assertThat(refusal).hasMessage(sentence);
            }
        });
    }
}
