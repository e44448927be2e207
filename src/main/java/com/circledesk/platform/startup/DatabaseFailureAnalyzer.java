package com.circledesk.platform.startup;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in a sentence what is wrong with an external database at the start: away, locked, not there, without the rights. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String sentence = sentence(rootFailure, cause, String.valueOf(cause.getSQLState()));
        return sentence == null ? null : new FailureAnalysis(sentence, null, rootFailure);
    }

    private @Nullable String sentence(Throwable rootFailure, SQLException cause, String state) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "The database %s does not answer: %s".formatted(url(), firstLine(cause));
        }
        if (state.startsWith("28") || state.equals(NO_SUCH_DATABASE)) {
            return "The database %s refuses the connection: %s".formatted(url(), firstLine(cause));
        }
        FlywayException migration = findCause(rootFailure, FlywayException.class);
        if (migration != null) {
            return "The database %s could not be brought up to date, what was begun is rolled back. %s: %s"
                    .formatted(url(), firstLine(migration), firstLine(cause));
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return "The user of the database %s lacks a right: %s. It must be allowed to 'set role circledesk_app'."
                    .formatted(url(), firstLine(cause));
        }
        return null;
    }

    /** Without its parameters: they may hold a password. */
    private String url() {
        return environment.getProperty("spring.datasource.url", "(embedded)").replaceFirst("\\?.*", "");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
