package com.circledesk.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * After each class of integration tests, everything that must always hold is asked of what its last test left, and
 * nothing secret may stand in what it logged.
 */
class InvariantsHold extends AbstractTestExecutionListener {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 6000;
    }

    @Override
    public void beforeTestMethod(TestContext testContext) {
        LogWatch.on();
    }

    @Override
    public void afterTestClass(TestContext testContext) {
        if (testContext.hasApplicationContext()) {
            testContext.getApplicationContext().getBean(Invariance.class).check();
            assertThat(LogWatch.found())
                    .as("lines of the log that hold a secret")
                    .isEmpty();
        }
    }
}
