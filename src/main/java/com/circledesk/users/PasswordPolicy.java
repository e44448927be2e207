package com.circledesk.users;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What a password must be: 12 to 128 characters of any kind, none of the passwords that everybody tries first, and not
 * mainly made of words that everybody here could guess. No rule about digits or signs, and no expiry: both make passwords
 * worse.
 */
@Component
class PasswordPolicy {
    static final int LENGTH_MIN = 12;
    private static final Pattern ENDING = Pattern.compile("[^a-z]+$");
    private static final int REST_MIN = 8;
    private static final List<String> HOUSE_WORDS = List.of("circledesk", "circle", "desk", "tower", "password");

    private final CircleQueries circles;
    private final Set<String> common = readCommon();

    PasswordPolicy(CircleQueries circles) {
        this.circles = circles;
    }

    /** Why the password is refused, as a sentence; empty if it is not. */
    Optional<String> objectionTo(String password, String email) {
        int length = Passwords.lengthOf(password);
        if (length < LENGTH_MIN) {
            return Optional.of(
                    "Use at least %d characters. A few words in a row are easy to remember.".formatted(LENGTH_MIN));
        }
        if (length > Passwords.LENGTH_MAX) {
            return Optional.of("Use at most %d characters.".formatted(Passwords.LENGTH_MAX));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (isCommon(lower)) {
            return Optional.of("This password is one of those that everybody tries first. Choose another one.");
        }
        if (password.codePoints().distinct().count() < 5) {
            return Optional.of("Use more different characters.");
        }
        if (restWithout(guessable(email), lower).length() < REST_MIN) {
            return Optional.of(
                    "This password is mostly made of words that others here can guess, such as the name of the "
                            + "product, a circle or yourself. Add something of your own.");
        }
        return Optional.empty();
    }

    /** With its disguise, without, and without but for the digits and signs at its end. */
    private boolean isCommon(String lower) {
        Matcher ending = ENDING.matcher(lower);
        int end = ending.find() ? ending.start() : lower.length();
        return common.contains(lower)
                || common.contains(undisguised(lower))
                || common.contains(undisguised(lower.substring(0, end)) + lower.substring(end));
    }

    private List<String> guessable(String email) {
        List<String> words = new ArrayList<>(HOUSE_WORDS);
        for (Circle circle : circles.all()) {
            words.add(letters(circle.name()));
        }
        words.add(letters(email.substring(0, Math.max(0, email.indexOf('@')))));
        words.removeIf(word -> word.length() < 4);
        words.sort(Comparator.comparingInt(String::length).reversed());
        return words;
    }

    /** What is left of it without the words, and without the years, runs and signs that people put around them. */
    private static String restWithout(List<String> words, String password) {
        String rest = password;
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest.equals(password)
                ? rest
                : rest.replaceAll("(19|20)\\d\\d|1234*5*6*7*8*9*0*", "").replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}]", "");
    }

    /** Undoes the usual disguises: p@$$w0rd is password. */
    private static String undisguised(String lower) {
        return lower.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }

    private static Set<String> readCommon() {
        ClassPathResource file = new ClassPathResource("users/common-passwords.txt");
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
