package com.circledesk.support;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** After each class of integration tests, everything that must always hold is asked of what its last test left. */
class InvariantsHold extends AbstractTestExecutionListener {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 6000;
    }

    @Override
    public void afterTestClass(TestContext testContext) {
        if (testContext.hasApplicationContext()) {
            testContext.getApplicationContext().getBean(Invariance.class).check();
        }
    }
}
