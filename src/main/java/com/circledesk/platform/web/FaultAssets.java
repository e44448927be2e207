package com.circledesk.platform.web;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Style sheets, and the script that knows the theme, of a page that filters write by themselves. */
@Component
class FaultAssets {
    private static final List<String> ASSETS = List.of(
            "/js/theme.js",
            "/webjars/tabler__core/dist/css/tabler.min.css",
            "/css/desk.css",
            "/css/parts.css",
            "/css/narrow.css");

    private final ObjectProvider<ResourceUrlProvider> provider;

    FaultAssets(ObjectProvider<ResourceUrlProvider> provider) {
        this.provider = provider;
    }

    List<String> addresses() {
        return ASSETS.stream()
                .map(asset -> provider.getObject().getForLookupPath(asset))
                .filter(Objects::nonNull)
                .toList();
    }
}
