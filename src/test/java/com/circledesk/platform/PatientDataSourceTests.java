package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class PatientDataSourceTests {
    private static final String REFUSED = "08001";
    private static final String WRONG_PASSWORD = "28P01";

    private final Deque<String> failures = new ArrayDeque<>();
    private boolean closed;
    private final PatientDataSource patient = new PatientDataSource(new Moody(), () -> closed);

    /** Fails with the states given, one after the other, and then no more. */
    private final class Moody extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            String state = failures.poll();
            if (state != null) {
                throw new SQLException("not now", state);
            }
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> null);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void aDatabaseThatWentAwayIsAskedUntilItIsBack() throws SQLException {
        patient.getConnection();
        failures.addAll(List.of(REFUSED, "57P03", REFUSED));
        assertThat(patient.getConnection()).isNotNull();
        assertThat(failures).isEmpty();
    }

    @Test
    void oneThatWasNeverThereIsNotWaitedFor() {
        failures.addAll(List.of(REFUSED, REFUSED));
        assertThatThrownBy(patient::getConnection).isInstanceOf(SQLException.class);
        assertThat(failures).hasSize(1);
    }

    @Test
    void aRefusalForAnotherReasonIsPassedOn() throws SQLException {
        patient.getConnection();
        failures.add(WRONG_PASSWORD);
        assertThatThrownBy(patient::getConnection).hasMessage("not now");
    }

    @Test
    void aPoolThatIsClosedWaitsNoLonger() throws SQLException {
        patient.getConnection();
        failures.addAll(List.of(REFUSED, REFUSED));
        closed = true;
        assertThatThrownBy(patient::getConnection).isInstanceOf(SQLException.class);
    }
}
