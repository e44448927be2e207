package com.circledesk.security;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every handler of the application by the key that its line in the matrix must have. */
final class Handlers {
    private Handlers() {}

    static Map<String, HandlerMethod> byKey(List<RequestMappingHandlerMapping> mappings) {
        Map<String, HandlerMethod> handlers = new TreeMap<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                if (!isOfTests(handler)) {
                    keys(info).forEach(key -> handlers.put(key, handler));
                }
            });
        }
        return handlers;
    }

    static boolean takesAFile(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> MultipartFile.class.isAssignableFrom(parameter.getParameterType()));
    }

    static boolean takesABody(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean isOfTests(HandlerMethod handler) {
        return handler.getBeanType()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("/test-classes/");
    }

    private static List<String> keys(RequestMappingInfo info) {
        List<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
        String condition = info.getParamsCondition().getExpressions().stream()
                .map(expression -> " ?" + expression)
                .sorted()
                .collect(Collectors.joining());
        return (methods.isEmpty() ? List.of("*") : methods)
                .stream()
                        .flatMap(
                                method -> info.getPatternValues().stream().map(path -> method + " " + path + condition))
                        .toList();
    }
}
