package com.circledesk.platform.web;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Finds the words for an exception. */
final class Faults {
    /** Connection lost or refused, server starting or stopping, too many connections. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53");

    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03");
    private static final String DISK_FULL = "53100";
    private static final String CANCELLED = "57014";
    private static final String BAD_TEXT = "22021";

    private Faults() {}

    /** @param maxUpload what is taken at once, to be named where it is exceeded */
    static Fault of(Throwable failure, DataSize maxUpload) {
        if (failure instanceof BusinessRuleException rule) {
            return new Fault(HttpStatus.CONFLICT, rule.code(), "Not possible", String.valueOf(rule.getMessage()));
        }
        if (failure instanceof NotFoundException) {
            return Fault.NOT_FOUND;
        }
        if (failure instanceof UnknownParameterException) {
            return Fault.badRequest("unknown-parameter", String.valueOf(failure.getMessage()));
        }
        Fault database = ofDatabase(failure);
        if (database != null) {
            return database;
        }
        Fault input = ofInput(failure, maxUpload);
        if (input != null) {
            return input;
        }
        if (failure instanceof ErrorResponse response) {
            HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
            return status == null ? Fault.UNEXPECTED : Fault.of(status);
        }
        return Fault.UNEXPECTED;
    }

    private static @Nullable Fault ofDatabase(Throwable failure) {
        SQLException cause = causeOf(failure, SQLException.class);
        String state = cause == null ? "" : String.valueOf(cause.getSQLState());
        if (state.equals(DISK_FULL)) {
            return Fault.DISK_FULL;
        }
        if (cause instanceof SQLTransientConnectionException || (cause != null && isAway(cause))) {
            return Fault.DATABASE_AWAY;
        }
        if (failure instanceof QueryTimeoutException || state.equals(CANCELLED)) {
            return Fault.TOO_SLOW;
        }
        if (state.equals(BAD_TEXT)) {
            return Fault.badRequest("bad-text", "A text holds a character that cannot be stored.");
        }
        return failure instanceof ConcurrencyFailureException ? Fault.STALE : null;
    }

    /** A connection that was there broke; unlike one that nobody gave, which was waited for already. */
    static boolean isBroken(Throwable failure) {
        SQLException cause = causeOf(failure, SQLException.class);
        return cause != null && !(cause instanceof SQLTransientConnectionException) && isAway(cause);
    }

    private static boolean isAway(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return AWAY.contains(state) || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2)));
    }

    private static @Nullable Fault ofInput(Throwable failure, DataSize maxUpload) {
        if (failure instanceof MissingServletRequestParameterException missing) {
            return Fault.badRequest(
                    "missing-parameter", "The parameter %s is missing.".formatted(missing.getParameterName()));
        }
        if (failure instanceof MissingServletRequestPartException missing) {
            return Fault.badRequest(
                    "missing-parameter", "The part %s is missing.".formatted(missing.getRequestPartName()));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return Fault.badRequest(
                    "bad-parameter", "The value of %s is not understood.".formatted(mismatch.getName()));
        }
        if (failure instanceof BindException binding) {
            return ofBinding(binding.getBindingResult());
        }
        if (failure instanceof TypeMismatchException || failure instanceof ServletRequestBindingException) {
            return Fault.badRequest("bad-parameter", "A value in the request is not understood.");
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return Fault.badRequest("bad-body", "The body of the request is not understood.");
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return Fault.tooLarge(inWords(maxUpload));
        }
        if (failure instanceof MultipartException) {
            return Fault.badRequest("bad-body", "The parts of the request are not understood.");
        }
        if (failure instanceof InvalidParameterException invalid) {
            HttpStatus status = HttpStatus.resolve(invalid.getErrorCode());
            return Fault.of(status == null ? HttpStatus.BAD_REQUEST : status);
        }
        return failure instanceof RequestRejectedException ? Fault.of(HttpStatus.BAD_REQUEST) : null;
    }

    private static Fault ofBinding(BindingResult result) {
        FieldError field = result.getFieldError();
        if (field == null) {
            return Fault.badRequest("bad-parameter", "A value in the request is not understood.");
        }
        String why = field.isBindingFailure() ? "is not understood" : String.valueOf(field.getDefaultMessage());
        return Fault.badRequest("bad-parameter", "The value of %s %s.".formatted(field.getField(), why));
    }

    /** Whoever asked does not wait for the answer. A connection of ours that broke looks alike, but somebody waits. */
    static boolean isCallerGone(Throwable failure) {
        return causeOf(failure, SQLException.class) == null
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    static String inWords(DataSize size) {
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toBytes() + " bytes";
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }

        return null;
    }
}
