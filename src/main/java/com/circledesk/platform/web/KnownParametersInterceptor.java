package com.circledesk.platform.web;

import com.circledesk.users.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters of the API that the handler does not declare: as {@code @RequestParam}, {@code @RequestPart} or
 * component of a record. What a handler takes otherwise (a map, the raw request) counts as not declared.
 */
@Component
class KnownParametersInterceptor implements HandlerInterceptor {
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Set<String> declared = known.computeIfAbsent(method, KnownParametersInterceptor::declared);
            for (String name : request.getParameterMap().keySet()) {
                if (!declared.contains(name)) {
                    throw new UnknownParameterException(name, declared);
                }
            }
        }
        return true;
    }

    static Set<String> declared(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(NAMES);
            RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
            RequestPart part = parameter.getParameterAnnotation(RequestPart.class);
            if (single != null) {
                names.add(named(single.name(), parameter));
            } else if (part != null) {
                names.add(named(part.name(), parameter));
            } else if (isQuery(parameter)) {
                names.addAll(components(parameter.getParameterType()));
            }
        }
        return names;
    }

    /** A record of query parameters; the signed-in user is a record too, but none of the caller's making. */
    private static boolean isQuery(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type.isRecord() && type != CurrentUser.class && parameter.getParameterAnnotations().length == 0;
    }

    private static String named(String declared, MethodParameter parameter) {
        return StringUtils.hasText(declared) ? declared : String.valueOf(parameter.getParameterName());
    }

    /** As the constructor binds them: a component's own name, or another one given to its parameter. */
    private static List<String> components(Class<?> type) {
        return Arrays.stream(BeanUtils.getResolvableConstructor(type).getParameters())
                .map(component -> {
                    BindParam other = component.getAnnotation(BindParam.class);
                    return other == null ? component.getName() : other.value();
                })
                .toList();
    }
}
