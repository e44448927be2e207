package com.circledesk.shared;

/** A rule of the business refuses what was asked; nothing was recorded. The message is a sentence for the person. */
public class BusinessRuleException extends RuntimeException {
    private final String code;

    /** @param code short stable name of the rule, for the API and for tests, for example {@code over-allocated} */
    public BusinessRuleException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
