package com.circledesk.users;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What a handler asks of its caller: declared on the method, else on the controller, else nobody may call it.
 *
 * @param permission only with {@link Kind#PERMISSION}
 */
public record Access(Kind kind, @Nullable Permission permission) {
    /** From open to closed. */
    public enum Kind {
        PUBLIC,
        SIGNED_IN,
        PERMISSION,
        NOBODY
    }

    public static final Access NONE = new Access(Kind.NOBODY, null);

    /** The page of errors and the description of the API carry no annotation of ours. */
    private static final List<String> PUBLIC_LIBRARY_HANDLERS =
            List.of("org.springframework.boot.webmvc.autoconfigure.error.");

    private static final List<String> SIGNED_IN_LIBRARY_HANDLERS = List.of("org.springdoc.");

    public static Access of(HandlerMethod handler) {
        Class<?> controller = handler.getBeanType();
        Access declared = declaredOn(handler.getMethod());
        if (declared == null) {
            declared = declaredOn(controller);
        }
        return declared != null ? declared : ofLibrary(controller.getName());
    }

    public boolean allows(@Nullable CurrentUser user) {
        return switch (kind) {
            case PUBLIC -> true;
            case SIGNED_IN -> user != null;
            case PERMISSION -> user != null && permission != null && user.may(permission);
            case NOBODY -> false;
        };
    }

    private static @Nullable Access declaredOn(AnnotatedElement element) {
        Requires requires = AnnotatedElementUtils.findMergedAnnotation(element, Requires.class);
        if (requires != null) {
            return new Access(Kind.PERMISSION, requires.value());
        }
        if (has(element, SignedIn.class)) {
            return new Access(Kind.SIGNED_IN, null);
        }
        return has(element, Public.class) ? new Access(Kind.PUBLIC, null) : null;
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(element, annotation);
    }

    private static Access ofLibrary(String controller) {
        if (PUBLIC_LIBRARY_HANDLERS.stream().anyMatch(controller::startsWith)) {
            return new Access(Kind.PUBLIC, null);
        }
        boolean signedIn = SIGNED_IN_LIBRARY_HANDLERS.stream().anyMatch(controller::startsWith);
        return new Access(signedIn ? Kind.SIGNED_IN : Kind.NOBODY, null);
    }
}
