package com.circledesk.security;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.audit.ListExports;
import com.circledesk.shared.Texts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list that is a file too says on top what it is and by which filter, and in the trail who took it. */
@IntegrationTest
class ListExportsTests {
    /** Said in a line of its own, or nothing about what is in the file. */
    private static final Set<String> NO_FILTER = Set.of("asOf", "format", "col");

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private SecurityWorld world;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Texts texts;

    @Autowired
    private Cast cast;

    @Test
    void sayWhatTheyAreAndWhoTookThem() throws Exception {
        world.create();
        for (String path : lists().keySet()) {
            MvcTestResult file = mvc.get()
                    .uri(path + "?circle=KA&show=all&state=all&format=csv&_csrf=token")
                    .with(cast.signedIn(FARAH))
                    .exchange();
            assertThat(file).as(path).hasStatusOk();
            assertThat(file.getResponse().getContentAsString())
                    .as(path)
                    .contains("\nAs of,20")
                    .contains("\nCircle,KA")
                    .contains("\nMade by,Farah")
                    .contains("\nMade at,\"21 Nov 2026, 11:00\"")
                    .doesNotContain("token");
            assertThat(jdbc.sql("select note from audit_log where subject = 'export' order by id desc limit 1")
                            .query(String.class)
                            .single())
                    .as(path)
                    .contains(" as of 20", "; Circle: KA");
        }
    }

    @Test
    void haveAWordForEveryFilter() {
        lists().forEach((path, handler) -> assertThat(filters(handler))
                .as(path)
                .allSatisfy(name -> assertThat(texts.getOr("export.filter." + name, ""))
                        .as(name)
                        .isNotEmpty()));
    }

    private Map<String, HandlerMethod> lists() {
        Map<String, HandlerMethod> lists = new TreeMap<>();
        Handlers.byKey(mappings).forEach((key, handler) -> {
            if (key.endsWith("/export") && !key.contains("{") && sendsLists(handler)) {
                lists.put(key.replace("GET ", ""), handler);
            }
        });
        assertThat(lists).hasSizeGreaterThan(10);
        return lists;
    }

    private static boolean sendsLists(HandlerMethod handler) {
        return Arrays.stream(handler.getBeanType().getDeclaredFields())
                .anyMatch(field -> field.getType() == ListExports.class);
    }

    private static List<String> filters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(ListExportsTests::names)
                .filter(name -> !NO_FILTER.contains(name))
                .toList();
    }

    private static Stream<String> names(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return parameter.hasParameterAnnotation(RequestParam.class)
                ? Stream.ofNullable(parameter.getParameter().getName())
                : type.isRecord() && type.getName().contains(".web.")
                        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
                        : Stream.of();
    }
}
