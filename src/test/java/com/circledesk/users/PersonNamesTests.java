package com.circledesk.users;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class PersonNamesTests {
    @Autowired
    private PersonNames persons;

    @Autowired
    private Cast cast;

    @Test
    void aLoginIsReadAsTheFullName() {
        String login = cast.user(ALICE).email();
        String name = cast.user(ALICE).fullName();
        assertThat(persons.of(login)).isEqualTo(name);
        assertThat(persons.of(login.toUpperCase(Locale.ROOT))).isEqualTo(name);
        assertThat(persons.of(login + " for " + login + ".")).isEqualTo(name + " for " + name + ".");
    }

    @Test
    void whatIsNobodysLoginStays() {
        assertThat(persons.of(null)).isNull();
        assertThat(persons.of("their.finance@operator.example")).isEqualTo("their.finance@operator.example");
        assertThat(persons.of("R. Rao, circle finance")).isEqualTo("R. Rao, circle finance");
    }

    @Test
    void whatRunsByItselfIsTheDesk() {
        assertThat(persons.of("system:red-flags")).isEqualTo("CircleDesk");
    }
}
