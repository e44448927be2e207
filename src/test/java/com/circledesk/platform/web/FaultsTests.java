package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

class FaultsTests {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new BusinessRuleException("over-allocated", "Only ₹400.00 is left."),
                        409,
                        "over-allocated",
                        "Only ₹400.00 is left."),
                Arguments.of(new NotFoundException("Invoice", "DL/1"), 404, "not-found", Fault.NOT_FOUND.detail()),
                Arguments.of(
                        new UnknownParameterException("asof", java.util.List.of("asOf")),
                        400,
                        "unknown-parameter",
                        "The parameter asof is unknown here; known are: asOf."),
                Arguments.of(
                        new CannotCreateTransactionException("x", new SQLTransientConnectionException("pool")),
                        503,
                        "database-away",
                        Fault.DATABASE_AWAY.detail()),
                Arguments.of(
                        new DataIntegrityViolationException("x", new SQLException("cut", "08006")),
                        503,
                        "database-away",
                        Fault.DATABASE_AWAY.detail()),
                Arguments.of(
                        new IllegalStateException(new SQLException("shutdown", "57P01")),
                        503,
                        "database-away",
                        Fault.DATABASE_AWAY.detail()),
                Arguments.of(
                        new IllegalStateException(new SQLException("disk full", "53100")),
                        503,
                        "disk-full",
                        Fault.DISK_FULL.detail()),
                Arguments.of(new QueryTimeoutException("x"), 503, "too-slow", Fault.TOO_SLOW.detail()),
                Arguments.of(
                        new IllegalStateException(new SQLException("canceled", "57014")),
                        503,
                        "too-slow",
                        Fault.TOO_SLOW.detail()),
                Arguments.of(
                        new DataIntegrityViolationException("x", new SQLException("nul", "22021")),
                        400,
                        "bad-text",
                        "A text holds a character that cannot be stored."),
                Arguments.of(new OptimisticLockingFailureException("x"), 409, "stale", Fault.STALE.detail()),
                Arguments.of(
                        new MissingServletRequestParameterException("from", "LocalDate"),
                        400,
                        "missing-parameter",
                        "The parameter from is missing."),
                Arguments.of(
                        new MaxUploadSizeExceededException(1),
                        413,
                        "too-large",
                        "What you sent is larger than 200 MB, the most that is taken at once. Send less, or split the file."),
                Arguments.of(
                        new HttpRequestMethodNotSupportedException("PUT"),
                        405,
                        "method-not-allowed",
                        "This address does not take that kind of request."),
                Arguments.of(
                        new HttpMediaTypeNotSupportedException("x"),
                        415,
                        "unsupported-type",
                        "This address does not take that kind of content."),
                Arguments.of(
                        new IllegalStateException("select secret from com.circledesk"),
                        500,
                        "unexpected",
                        Fault.UNEXPECTED.detail()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void findsTheWordsForAFailure(Exception failure, int status, String code, String detail) {
        Fault fault = Faults.of(failure, DataSize.ofMegabytes(200));

        assertThat(fault.status().value()).isEqualTo(status);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.detail()).isEqualTo(detail);
    }

    @Test
    void onlyOurOwnFailuresCarryANumber() {
        assertThat(FaultAnswer.problem(Fault.UNEXPECTED, "0123456789ab")).containsEntry("requestId", "0123456789ab");
        assertThat(FaultAnswer.problem(Fault.NOT_FOUND, "0123456789ab"))
                .containsOnlyKeys("type", "title", "status", "detail", "code");
    }

    @Test
    void aDatabaseThatHangsUpIsNoCallerWhoIsGone() {
        assertThat(Faults.isCallerGone(new EOFException())).isTrue();
        assertThat(Faults.isCallerGone(new CannotCreateTransactionException(
                        "x", new SQLException("cut", "08006", new EOFException()))))
                .isFalse();
    }
}
