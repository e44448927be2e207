package com.circledesk.platform.security;

import com.circledesk.users.CurrentUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the questions of rights and of pace before every handler, and hands the user to those that ask for one. */
@Configuration(proxyBeanMethods = false)
class SecurityWebConfig implements WebMvcConfigurer {
    private final RightsInterceptor rights;
    private final PaceInterceptor pace;

    SecurityWebConfig(RightsInterceptor rights, PaceInterceptor pace) {
        this.rights = rights;
        this.pace = pace;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rights).order(Integer.MIN_VALUE);
        registry.addInterceptor(pace).order(Integer.MIN_VALUE + 1);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentUserResolver());
    }

    private static final class CurrentUserResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == CurrentUser.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return UserAuthentication.current();
        }
    }
}
