package com.circledesk.drills;

/** One thing to live through. A new one is added to the list of {@link Drills}. */
@FunctionalInterface
interface Drill {
    /**
     * Provokes it and says what was seen. What it started on its ground is ended for it, and everything that must always
     * hold is asked of its database afterwards.
     */
    void run(Ground ground, Findings findings) throws Exception;
}
