package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;

class KnownParametersInterceptorTests {
    private final KnownParametersInterceptor interceptor = new KnownParametersInterceptor();

    record Filter(
            List<String> circle,
            @BindParam("charge_type") @Nullable String chargeType) {}

    record Body(String secret) {}

    @SuppressWarnings("unused")
    static class Api {
        void ageing(
                @RequestParam(required = false) @Nullable LocalDate asOf,
                @RequestParam("invoice_no") String number,
                Filter filter) {}

        void upload(
                @PathVariable String kind,
                @RequestPart("file") byte[] file,
                @RequestParam(defaultValue = "60") int wait) {}

        void sloppy(@RequestBody Body body, Map<String, String> anything) {}
    }

    @Test
    void knowsParametersPartsAndTheComponentsOfARecord() {
        assertThat(KnownParametersInterceptor.declared(method("ageing")))
                .containsExactly("asOf", "charge_type", "circle", "invoice_no");
        assertThat(KnownParametersInterceptor.declared(method("upload"))).containsExactly("file", "wait");
    }

    @Test
    void whatIsTakenOtherwiseIsNotDeclared() {
        assertThat(KnownParametersInterceptor.declared(method("sloppy"))).isEmpty();
    }

    @Test
    void refusesAMisspeltParameterByName() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("asOf", "2026-10-31");
        assertThat(interceptor.preHandle(request, new MockHttpServletResponse(), method("ageing")))
                .isTrue();

        request.setParameter("asof", "2026-10-31");
        assertThatThrownBy(() -> interceptor.preHandle(request, new MockHttpServletResponse(), method("ageing")))
                .isInstanceOf(UnknownParameterException.class)
                .hasMessage("The parameter asof is unknown here; known are: asOf, charge_type, circle, invoice_no.");
    }

    private static HandlerMethod method(String name) {
        return java.util.Arrays.stream(ReflectionUtils.getDeclaredMethods(Api.class))
                .filter(method -> method.getName().equals(name))
                .map(method -> new HandlerMethod(new Api(), method))
                .findFirst()
                .orElseThrow();
    }
}
