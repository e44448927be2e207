package com.circledesk;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules use only what their package-info allows, in one direction, and nothing that another keeps to itself. */
class ModularityTests {
    @Test
    void modulesKeepToWhatTheyAreAllowed() {
        ApplicationModules.of(CircleDeskApplication.class).verify();
    }
}
