package com.circledesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what need not bother anybody inside: foreign host names, odd methods and addresses, bodies that are too large. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FrontDoorFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(FrontDoorFilter.class);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final AllowedHosts hosts;
    private final DataSize maxUpload;
    private final DataSize maxRequest;
    private final DataSize maxForm;
    private final FaultAssets assets;

    FrontDoorFilter(
            @Value("${circledesk.allowed-hosts:localhost,127.0.0.1,[::1]}") List<String> allowedHosts,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize maxUpload,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize maxRequest,
            @Value("${server.tomcat.max-http-form-post-size}") DataSize maxForm,
            FaultAssets assets) {
        this.hosts = new AllowedHosts(allowedHosts);
        this.maxUpload = maxUpload;
        this.maxRequest = maxRequest;
        this.maxForm = maxForm;
        this.assets = assets;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Fault fault = refusal(request);
        if (fault == null) {
            chain.doFilter(request, response);
            return;
        }
        log.info("Refused at the door: {} {}", fault.status().value(), fault.code());
        if (fault.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
        }
        FaultAnswer.write(request, response, fault, assets.addresses());
    }

    private @Nullable Fault refusal(HttpServletRequest request) {
        if (!hosts.allow(request)) {
            return Fault.badRequest("unknown-host", "CircleDesk does not answer to this host name.");
        }
        if (!METHODS.contains(request.getMethod())) {
            return Fault.of(HttpStatus.METHOD_NOT_ALLOWED);
        }
        if (!WellFormed.query(request.getRequestURI()) || !WellFormed.query(request.getQueryString())) {
            return Fault.badRequest("bad-address", "The address holds characters that are not text.");
        }
        if (crossSite(request)) {
            return Fault.CROSS_SITE;
        }
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean parts = type.startsWith("multipart/");
        if (request.getContentType() != null && !parts && !type.startsWith(FORM) && !FaultAnswer.isApi(request)) {
            return Fault.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        if (request.getContentLengthLong() > (parts ? maxRequest : maxForm).toBytes()) {
            return Fault.tooLarge(Faults.inWords(parts ? maxUpload : maxForm));
        }
        return null;
    }

    /** Another site may link to a page; it may not load, embed, send or call anything. Only browsers say where from. */
    private static boolean crossSite(HttpServletRequest request) {
        boolean followsALink = "GET".equals(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && !FaultAnswer.isApi(request);
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !followsALink;
    }
}
