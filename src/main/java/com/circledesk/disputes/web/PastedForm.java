package com.circledesk.disputes.web;

import com.circledesk.disputes.imports.PastedClaims;
import com.circledesk.disputes.imports.PastedLine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines as they stand in a form: those that are wrong each in a field of its own with what is wrong, the others together in
 * one text. Read from the request itself: binding would take lines apart at their commas.
 */
record PastedForm(List<PastedClaims.Faulty> wrong, List<PastedLine> others) {
    static PastedForm of(HttpServletRequest request) {
        Stream<String> corrected =
                Arrays.stream(Objects.requireNonNullElse(request.getParameterValues("row"), new String[0]));
        String text = Objects.requireNonNullElse(request.getParameter("lines"), "");
        return new PastedForm(
                List.of(),
                Stream.concat(
                                PastedLine.parse(corrected.toList()).stream(),
                                PastedLine.parse(text.lines().toList()).stream())
                        .toList());
    }

    static PastedForm of(PastedClaims.Checked checked) {
        return new PastedForm(checked.wrong(), checked.right());
    }

    static PastedForm of(List<PastedLine> lines) {
        return new PastedForm(List.of(), lines);
    }

    public String text() {
        return others.stream().map(PastedLine::text).collect(Collectors.joining("\n"));
    }
}
