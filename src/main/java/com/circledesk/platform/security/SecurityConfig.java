package com.circledesk.platform.security;

import com.circledesk.users.ApiTokens;
import com.circledesk.users.UserSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Three ways in: static files (open, without a session), the API (tokens only) and the pages (sessions, with a token in
 * every form). What a signed-in person may do is asked of each handler by {@link RightsInterceptor}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    private static final String[] STATIC = {
        "/css/**",
        "/js/**",
        "/icons.svg",
        "/webjars/**",
        "/favicon.ico",
        "/favicon.svg",
        "/robots.txt",
        "/manifest.webmanifest"
    };
    private static final String[] OPEN_PAGES = {"/login", "/link/*", "/actuator/health", "/actuator/health/*", "/error"
    };

    /** Whether a page is for people who are not signed in, too. */
    static boolean isOpen(HttpServletRequest request) {
        return Arrays.stream(OPEN_PAGES)
                .anyMatch(page -> PathPatternRequestMatcher.pathPattern(page).matches(request));
    }

    /** Health, and on the management port, which is not for people, what else is shown there. */
    @Bean
    @Order(0)
    SecurityFilterChain machineRoom(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint().excludingLinks())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain staticFiles(HttpSecurity http) throws Exception {
        return http.securityMatcher(STATIC)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, ApiProblems problems, Refusals refusals)
            throws Exception {
        return http.securityMatcher(RequestPath::isApi)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                // A browser never sends a bearer token by itself, so no other site can use one.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, exception) -> problems.noToken(response))
                        .accessDeniedHandler(refusals))
                .addFilterBefore(new ApiTokenFilter(tokens, problems), AuthorizationFilter.class)
                .addFilterBefore(new ActorFilter(), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, UserSessions sessions, SignInFirst signInFirst, Refusals refusals)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OPEN_PAGES)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .securityContext(context -> context.securityContextRepository(new SessionContextRepository(sessions)))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(signInFirst).accessDeniedHandler(refusals))
                .addFilterBefore(new ActorFilter(), AuthorizationFilter.class)
                .build();
    }
}
