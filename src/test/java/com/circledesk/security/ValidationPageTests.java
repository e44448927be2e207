package com.circledesk.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.ImportKinds;
import com.circledesk.support.IntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The printed page of fields and limits is that of the code. */
@IntegrationTest
class ValidationPageTests {
    private static final Path PAGE = Path.of("docs/validation.md");

    @Autowired
    private ImportKinds kinds;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void thePrintedPageIsUpToDate() throws IOException {
        String page = ValidationPage.of(kinds.all(), Handlers.byKey(mappings), jdbc);
        if (System.getProperty("permissions.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/validation.md: print it again with mvn test -Dtest=ValidationPageTests -Dpermissions.write")
                .isEqualTo(page);
    }
}
