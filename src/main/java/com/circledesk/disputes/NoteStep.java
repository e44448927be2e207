package com.circledesk.disputes;

/** A step of the chain that approves a note: who, by role. */
public record NoteStep(int step, String role) {
    String sentence() {
        return role.equals("SALES_HEAD")
                ? "A note of this amount needs the approval of a sales head now."
                : "A note needs the approval of finance now.";
    }
}
