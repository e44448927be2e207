package com.circledesk.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * One Spring context for the whole suite on a real PostgreSQL; every table of the business is emptied before each test
 * and nothing is rolled back; after each class the {@link Invariance invariants} must hold. It listens on a port too ({@link ServerTest}). Never add properties or mock beans to a
 * single test: that would start a second context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "circledesk.demo=false",
            "db-scheduler.enabled=false",
            "server.address=127.0.0.1",
            // A crowded machine that builds may stand still for longer than people should wait.
            "circledesk.database-silence=20s",
            "spring.datasource.hikari.connection-timeout=20000",
            "spring.datasource.hikari.validation-timeout=10000"
        })
@AutoConfigureMockMvc
@Import({
    TestClock.Config.class,
    Cast.class,
    SystemWork.class,
    Accounts.class,
    Receivables.class,
    Disputes.class,
    ImportApiClient.class,
    Invariance.class,
    OddFiles.class,
    SampleBook.class,
    SecurityWorld.class
})
@ContextConfiguration(initializers = {TestDatabase.class, TestMail.class})
@TestExecutionListeners(
        listeners = {CleanDatabase.class, InvariantsHold.class},
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface IntegrationTest {}
