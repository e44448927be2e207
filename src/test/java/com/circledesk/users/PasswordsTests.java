package com.circledesk.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class PasswordsTests {
    private final Passwords passwords = new Passwords();

    @Test
    void hashesWithTheParametersOfTheHouse() {
        assertThat(passwords.hash("seven quiet monsoon evenings"))
                .startsWith("{argon2@CircleDesk}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void theLastOfSixtyFourDevanagariLettersMatters() {
        String password = "खगघङचछजझ".repeat(8);
        String hash = passwords.hash(password);
        assertThat(passwords.matches(password, hash)).isTrue();
        assertThat(passwords.matches(password.substring(0, 63) + "ट", hash)).isFalse();
    }

    @Test
    void theSamePasswordFromAnotherKeyboardIsTheSame() {
        String hash = passwords.hash(Normalizer.normalize("crème brûlée déjà vu", Normalizer.Form.NFC));
        assertThat(passwords.matches(Normalizer.normalize("crème brûlée déjà vu", Normalizer.Form.NFD), hash))
                .isTrue();
    }

    @Test
    void nobodysHashMatchesNothing() {
        assertThat(passwords.matches("seven quiet monsoon evenings", null)).isFalse();
        assertThat(passwords.matches("", null)).isFalse();
        assertThat(passwords.matches("x".repeat(129), passwords.hash("x".repeat(129))))
                .isFalse();
    }

    @Test
    void renewsHashesOfWeakerParameters() {
        String weaker = "{argon2@CircleDesk}"
                + new org.springframework.security.crypto.argon2.Argon2PasswordEncoder(16, 32, 1, 4096, 1)
                        .encode("seven quiet monsoon evenings");
        assertThat(passwords.matches("seven quiet monsoon evenings", weaker)).isTrue();
        assertThat(passwords.isOutdated(weaker)).isTrue();
        assertThat(passwords.isOutdated(passwords.hash("seven quiet monsoon evenings")))
                .isFalse();
    }
}
