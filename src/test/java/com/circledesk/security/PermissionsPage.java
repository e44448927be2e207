package com.circledesk.security;

import com.circledesk.users.Permission;
import com.circledesk.users.Role;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the matrix for people: {@code docs/permissions.md}. */
final class PermissionsPage {
    private static final String HEAD = """
            # Who may do what

            Printed from `src/test/resources/security-matrix.txt` by `SecurityMatrixTests`, which asks every handler as
            everybody, about the own and about another circle's things, and fails where an answer differs from this table.
            Do not edit by hand.

            * AM = circle account manager, SH = circle sales head, FI = finance, AD = administrator.
            * **in scope**: only for things of the circles the person sees. Another circle's answer 404, like missing ones.
              Lists, totals, searches and exports hold nothing of other circles.
            * A right too few: 403. Not signed in: the sign-in page, and 401 from the API. A form without its token: 403.
            """;

    private PermissionsPage() {}

    static String of(List<MatrixLine> lines) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Roles and their rights\n\n| right | AM | SH | FI | AD |\n|---|---|---|---|---|\n");
        for (Permission permission : Permission.values()) {
            page.append("| %s |%s\n"
                    .formatted(
                            permission.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                            ticks(Stream.of(Role.values()).map(role -> role.may(permission)))));
        }
        lines.stream()
                .collect(Collectors.groupingBy(MatrixLine::module, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((module, ofModule) -> section(page, module, ofModule));
        return page.toString();
    }

    private static void section(StringBuilder page, String module, List<MatrixLine> lines) {
        page.append("\n## %s\n\n| call | AM | SH | FI | AD | |\n|---|---|---|---|---|---|\n".formatted(module));
        for (MatrixLine line : lines) {
            String rights = ticks(Stream.of(Role.values())
                    .map(role -> line.everybody() || line.roles().contains(role)));
            page.append("| `%s` |%s %s |\n".formatted(line.key(), rights, remark(line)));
        }
    }

    private static String remark(MatrixLine line) {
        if (line.everybody()) {
            return "also without signing in";
        }
        return line.own() ? "one's own" : line.ofCircle() || line.inScope() ? "in scope" : "";
    }

    private static String ticks(Stream<Boolean> answers) {
        return answers.map(yes -> yes ? " ✓ |" : " |").collect(Collectors.joining());
    }
}
