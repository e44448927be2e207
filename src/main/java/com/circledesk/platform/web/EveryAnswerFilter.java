package com.circledesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of everything: gives the answer its headers and its number, and answers what nobody else did, for example a
 * session that cannot be read while the database is away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryAnswerFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(EveryAnswerFilter.class);

    private static final Pattern TEXT_FILE = Pattern.compile("\\.(css|js|svg|txt)$");

    private final DataSize maxUpload;
    private final boolean https;
    private final FaultAssets assets;

    EveryAnswerFilter(
            @Value("${spring.servlet.multipart.max-file-size}") DataSize maxUpload,
            @Value("${circledesk.https:false}") boolean https,
            FaultAssets assets) {
        this.maxUpload = maxUpload;
        this.https = https;
        this.assets = assets;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AnswerHeaders.apply(request, response);
        if (https) {
            AnswerHeaders.onlyByHttps(response);
        }
        if (TEXT_FILE.matcher(request.getRequestURI()).find()) {
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
        MDC.put(RequestId.NAME, RequestId.of(request));
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | StackOverflowError e) {
            answer(request, response, e);
        } finally {
            MDC.remove(RequestId.NAME);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        if (Faults.isCallerGone(failure)) {
            return;
        }
        Throwable cause = failure instanceof ServletException wrapped && wrapped.getRootCause() != null
                ? wrapped.getRootCause()
                : failure;
        Fault fault = Faults.of(cause, maxUpload);
        FaultLog.note(log, request, fault, cause);
        FaultAnswer.write(request, response, fault, assets.addresses());
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
