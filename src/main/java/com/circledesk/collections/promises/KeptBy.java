package com.circledesk.collections.promises;

/** Whose kept rate: of a customer, of one of its accounts, of the person who promised, of the manager who took the promise. */
public enum KeptBy {
    CUSTOMER("a.customer_name", "a.customer_name"),
    ACCOUNT("a.code", "a.customer_name"),
    PERSON("lower(p.promised_by) || ' · ' || a.customer_name", "min(p.promised_by) || ' · ' || a.customer_name"),
    MANAGER("coalesce(o.id::text, '')", "coalesce(o.full_name, '–')"),
    EVERYBODY("'all'", "'all'");

    private final String key;
    private final String label;

    KeptBy(String key, String label) {
        this.key = key;
        this.label = label;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** What a label that is no aggregate has to be grouped by as well. */
    String groupBy() {
        return switch (this) {
            case CUSTOMER -> key;
            case EVERYBODY -> "()";
            case ACCOUNT -> "a.code, a.customer_name";
            case PERSON -> "lower(p.promised_by), a.customer_name";
            case MANAGER -> "o.id, o.full_name";
        };
    }
}
