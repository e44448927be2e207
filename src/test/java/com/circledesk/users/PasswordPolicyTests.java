package com.circledesk.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.IntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@IntegrationTest
class PasswordPolicyTests {
    private static final String EMAIL = "padmavathi@example.test";

    @Autowired
    private PasswordPolicy policy;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "password1234",
                "P@ssw0rd1234",
                "Passwordpassword",
                "123456789012",
                "qwertyuiop12",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "CircleDesk2026!",
                "circledesk-admin",
                "Karnataka-Tower-1",
                "Padmavathi@2026"
            })
    void refusesWhatOthersWouldGuess(String password) {
        assertThat(policy.objectionTo(password, EMAIL)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven quiet monsoon evenings",
                "twelve chars",
                "Karnataka sunrise over the hills",
                "x7#Kq!zR9w?m",
                "बारिश की एक शाम"
            })
    void takesAnyCharactersWithoutRulesOfComposition(String password) {
        assertThat(policy.objectionTo(password, EMAIL)).isEmpty();
    }

    @Test
    void countsCharactersNotBytes() {
        assertThat(policy.objectionTo("क".repeat(4) + "खगघङचछजझ".repeat(15) + "टठडढ", EMAIL))
                .isEmpty();
        assertThat(policy.objectionTo("खगघङचछजझ".repeat(16) + "ट", EMAIL)).isPresent();
    }

    @Test
    void knowsThreeThousandCommonPasswordsThatWouldBeLongEnough() throws IOException {
        String[] lines = new ClassPathResource("users/common-passwords.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .split("\n");
        assertThat(lines).hasSizeGreaterThan(3000).allMatch(line -> line.startsWith("# ") || line.length() >= 12);
    }
}
