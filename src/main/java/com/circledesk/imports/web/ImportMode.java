package com.circledesk.imports.web;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Whether a file is only checked, or recorded too. */
enum ImportMode {
    PREVIEW,
    COMMIT;

    /** In addresses the mode stands in lower case. */
    @Component
    static class FromText implements Converter<String, ImportMode> {
        @Override
        public ImportMode convert(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
