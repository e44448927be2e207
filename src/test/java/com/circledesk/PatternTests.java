package com.circledesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No pattern of the application can be kept busy: each is asked of long texts of what such patterns choke on. */
class PatternTests {
    private static final Pattern CALL = Pattern.compile(
            "(?:Pattern\\.compile\\(|\\.matches\\(|replaceAll\\(|replaceFirst\\(|split\\(|regexp = |of\\(\"\\w+\", )\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int LENGTH = 20_000;
    private static final int LOOKS_PER_LETTER = 60;

    /** Asked only of passwords, which have at most 128 characters, of the own address's setting, and of the own icons. */
    private static final Set<String> OF_SHORT_TEXTS = Set.of("[^a-z]+$", "/+$", "(?s).*?<svg[^>]*>(.*)</svg>.*");

    /** Compared with a text as a whole, never looked for in one. */
    private static final Set<String> AS_A_WHOLE = Set.of("[^@\\s\\p{Cntrl}<>\"',;]+@[^@\\s\\p{Cntrl}<>\"',;]+");

    private static final List<String> MORSELS = List.of(
            "a",
            "A",
            "0",
            " ",
            "/",
            "-",
            ",",
            ".",
            "@",
            "%",
            "_",
            "\t",
            "\n",
            "\u00e9",
            "aA",
            "0.",
            "1,",
            "12,",
            "1,23",
            "a@",
            "=;",
            "19",
            "123456789",
            "0123-",
            "<svg>",
            "\uD83D\uDE00",
            "\u200B");

    @Test
    void looksAtEachLetterAFewTimes() throws IOException {
        List<String> busy = new ArrayList<>();
        Set<String> patterns = patterns();
        for (String pattern : patterns) {
            for (String morsel : MORSELS) {
                if (!OF_SHORT_TEXTS.contains(pattern) && isKeptBusy(pattern, morsel)) {
                    busy.add("%s by %s".formatted(pattern, morsel));
                }
            }
        }

        assertThat(busy).isEmpty();
        assertThat(patterns).hasSizeGreaterThan(40);
    }

    @Test
    void onesThatCanBeKeptBusyAreFound() {
        assertThat(isKeptBusy("[^!]+$", "a")).isTrue();
        assertThat(isKeptBusy("(a+)+", "a")).isTrue();
    }

    private static boolean isKeptBusy(String pattern, String morsel) {
        String text = morsel.repeat(LENGTH / morsel.length()) + "a!\0";
        try {
            Pattern.compile(pattern).matcher(new Watched(text)).matches();
            if (!AS_A_WHOLE.contains(pattern)) {
                Pattern.compile(pattern).matcher(new Watched(text)).find();
            }
            return false;
        } catch (TooBusy | StackOverflowError e) {
            return true;
        }
    }

    private static final class TooBusy extends RuntimeException {}

    /** A text that counts how often it is looked at. */
    private static final class Watched implements CharSequence {
        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int at) {
            if (++looks > (long) LOOKS_PER_LETTER * LENGTH) {
                throw new TooBusy();
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Set<String> patterns() throws IOException {
        Set<String> patterns = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                CALL.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult call) -> call.group(1).translateEscapes())
                        .filter(PatternTests::isPattern)
                        .forEach(patterns::add);
            }
        }
        return patterns;
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return text.matches(".*[\\[\\\\+*?{|(^$.].*");
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }
}
