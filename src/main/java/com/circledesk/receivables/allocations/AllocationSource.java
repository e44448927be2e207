package com.circledesk.receivables.allocations;

/**
 * Where the money comes from: a receipt, or a credit note that went on account.
 *
 * @param number the document's number, trimmed and compared case-blind
 */
public record AllocationSource(Type type, String number) {
    public enum Type {
        RECEIPT,
        NOTE
    }

    public static AllocationSource receipt(String number) {
        return new AllocationSource(Type.RECEIPT, number);
    }

    public static AllocationSource note(String number) {
        return new AllocationSource(Type.NOTE, number);
    }

    /** The word for it in a sentence. */
    String word() {
        return type == Type.RECEIPT ? "receipt" : "credit note";
    }
}
