package com.circledesk.drills;

/** One thing to live through. A new one is added to {@link Drills#ALL}. */
interface Drill {
    /** Short, to choose it by: {@code F5}. */
    String id();

    /** What happens, in a sentence. */
    String title();

    /** Whether it needs the large book of the whole country instead of the demonstration's. */
    default boolean national() {
        return false;
    }

    /**
     * Provokes it and says what was seen. What it started on its ground is ended for it, and everything that must always
     * hold is asked of its database afterwards.
     */
    void run(Ground ground, Findings findings) throws Exception;
}
