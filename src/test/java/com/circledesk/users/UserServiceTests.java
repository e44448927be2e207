package com.circledesk.users;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class UserServiceTests {
    private static final Reach KARNATAKA = Reach.of(List.of("KA"));

    @Autowired
    private UserService service;

    @Autowired
    private UserQueries queries;

    @Autowired
    private Cast cast;

    @BeforeEach
    void anAdministratorActs() {
        ActorContext.set(cast.actor(ARUN), "test");
    }

    @Test
    void createsAPersonWhoIsInvited() {
        long id = service.create(new CreateUser(" Meera@Example.test ", " Meera Nair ", Role.FINANCE, KARNATAKA));
        assertThat(queries.get(id)).satisfies(row -> {
            assertThat(row.email()).isEqualTo("Meera@Example.test");
            assertThat(row.fullName()).isEqualTo("Meera Nair");
            assertThat(row.state()).isEqualTo(UserState.INVITED);
            assertThat(row.circles()).containsExactly("KA");
        });
    }

    @Test
    void aMailAddressIsTakenWhateverItsCase() {
        assertRefused(
                "email-taken",
                new CreateUser(taken().toUpperCase(java.util.Locale.ROOT), "X Y", Role.FINANCE, KARNATAKA));
    }

    @Test
    void refusesWhatIsNoPerson() {
        assertRefused("bad-email", new CreateUser("no address", "X Y", Role.FINANCE, KARNATAKA));
        assertRefused("bad-email", new CreateUser("a@b\r\nBcc: c@d", "X Y", Role.FINANCE, KARNATAKA));
        assertRefused("bad-name", new CreateUser("x@example.test", "X\nY", Role.FINANCE, KARNATAKA));
        assertRefused("no-circle", new CreateUser("x@example.test", "X Y", Role.FINANCE, Reach.of(List.of())));
    }

    @Test
    void changedRightsEndTheSessionsAndAChangedNameDoesNot() {
        long id = cast.id(ALICE);
        int epoch = queries.sessionEpoch(id);
        edit(id, 0, "Alice R. Rao", Role.ACCOUNT_MANAGER, KARNATAKA);
        assertThat(queries.sessionEpoch(id)).isEqualTo(epoch);
        edit(id, 1, "Alice R. Rao", Role.ACCOUNT_MANAGER, Reach.of(List.of("KA", "KL")));
        assertThat(queries.sessionEpoch(id)).isEqualTo(epoch + 1);
        edit(id, 2, "Alice R. Rao", Role.SALES_HEAD, Reach.of(List.of("KA", "KL")));
        assertThat(queries.sessionEpoch(id)).isEqualTo(epoch + 2);
        assertThat(queries.get(id).circles()).containsExactly("KA", "KL");
    }

    @Test
    void anEditorWhoSawAnOlderVersionIsRefused() {
        long id = cast.id(ALICE);
        edit(id, 0, "First", Role.ACCOUNT_MANAGER, KARNATAKA);
        assertThatThrownBy(() -> edit(id, 0, "Second", Role.ACCOUNT_MANAGER, KARNATAKA))
                .isInstanceOf(UserChangedException.class);
        assertThat(queries.get(id).fullName()).isEqualTo("First");
    }

    @Test
    void nobodyTakesRightsFromOneselfSoAnAdministratorAlwaysRemains() {
        long own = cast.id(ARUN);
        assertThatThrownBy(() -> service.disable(own)).isInstanceOf(UserRefusedException.class);
        assertThatThrownBy(() -> edit(own, 0, "Arun Iyer", Role.FINANCE, Reach.ALL))
                .isInstanceOf(UserRefusedException.class);
        edit(own, 0, "Arun K. Iyer", Role.ADMINISTRATOR, Reach.ALL);
        assertThat(queries.get(own).fullName()).isEqualTo("Arun K. Iyer");
    }

    @Test
    void anAdministratorWhoWasDisabledAMomentAgoDisablesNobodyAnyMore() {
        long own = cast.id(ARUN);
        cast.change("update app_user set disabled_at = app_now() where id = " + own);
        assertThatThrownBy(() -> service.disable(cast.id(BOB))).isInstanceOf(UserRefusedException.class);
    }

    @Test
    void disablingAndEnablingRepeatHarmlessly() {
        long id = cast.id(BOB);
        service.disable(id);
        int epoch = queries.sessionEpoch(id);
        service.disable(id);
        assertThat(queries.sessionEpoch(id)).isEqualTo(epoch);
        assertThat(queries.get(id).state()).isEqualTo(UserState.DISABLED);
        service.enable(id);
        service.enable(id);
        assertThat(queries.get(id).state()).isEqualTo(UserState.ACTIVE);
    }

    @Test
    void aMissingUserIsNotFound() {
        assertThatThrownBy(() -> service.disable(4711)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> queries.get(4711)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void listsWhatTheFilterSays() {
        Cast.ALL.forEach(cast::id);
        assertThat(emails(new UserFilter("rao", null, null, null))).containsExactly(ALICE.email());
        assertThat(emails(new UserFilter("%", null, null, null))).isEmpty();
        assertThat(emails(new UserFilter(null, Role.ACCOUNT_MANAGER, null, null)))
                .containsExactly(ALICE.email(), BOB.email());
        assertThat(emails(new UserFilter(null, null, "MH", null)))
                .containsExactly(ARUN.email(), BOB.email(), Cast.FARAH.email());
        assertThat(emails(new UserFilter(null, null, null, UserState.DISABLED))).isEmpty();
        assertThat(queries.list(new UserFilter(null, null, null, null), 99, 4)).satisfies(page -> {
            assertThat(page.page()).isEqualTo(1);
            assertThat(page.items()).hasSize(3);
            assertThat(page.total()).isEqualTo(7);
        });
    }

    private List<String> emails(UserFilter filter) {
        return queries.list(filter, 0, 50).items().stream().map(UserRow::email).toList();
    }

    private String taken() {
        cast.id(ALICE);
        return ALICE.email();
    }

    private void edit(long id, int version, String name, Role role, Reach reach) {
        service.edit(new EditUser(id, version, queries.get(id).email(), name, role, reach));
    }

    private void assertRefused(String code, CreateUser command) {
        assertThatThrownBy(() -> service.create(command))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
