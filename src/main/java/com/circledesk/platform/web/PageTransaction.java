package com.circledesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Reads everything that a page shows in one transaction: its figures are of one moment and tie with each other whatever is
 * posted meanwhile, and the database is asked to begin and to end once for all of them. It ends before the page is rendered.
 */
@Component
class PageTransaction implements HandlerInterceptor {
    private static final String TRANSACTION = PageTransaction.class.getName();

    private final PlatformTransactionManager transactions;

    PageTransaction(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.GET.matches(request.getMethod())
                && handler instanceof HandlerMethod method
                && method.getReturnType().getParameterType() == String.class) {
            DefaultTransactionDefinition reading = new DefaultTransactionDefinition();
            reading.setReadOnly(true);
            request.setAttribute(TRANSACTION, transactions.getTransaction(reading));
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view) {
        end(request);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        end(request);
    }

    /** Nothing was written, so what a query left to be rolled back is no failure of the page. */
    void end(HttpServletRequest request) {
        if (request.getAttribute(TRANSACTION) instanceof TransactionStatus reading) {
            request.removeAttribute(TRANSACTION);
            transactions.rollback(reading);
        }
    }
}
