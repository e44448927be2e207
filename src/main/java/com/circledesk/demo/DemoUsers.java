package com.circledesk.demo;

import com.circledesk.users.CreateUser;
import com.circledesk.users.Reach;
import com.circledesk.users.Role;
import com.circledesk.users.UserService;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of the demonstration circle, all with the same password, and who manages which accounts since when. */
@Component
class DemoUsers {
    static final String PASSWORD = "monsoon-lantern-42";

    static final Person ASHA =
            new Person("asha.rao@demo.example", "Asha Rao", Role.ACCOUNT_MANAGER, "account manager, Karnataka", "KA");
    static final Person VIKRAM = new Person(
            "vikram.joshi@demo.example", "Vikram Joshi", Role.ACCOUNT_MANAGER, "account manager, Maharashtra", "MH");
    static final Person NEHA =
            new Person("neha.kapoor@demo.example", "Neha Kapoor", Role.ACCOUNT_MANAGER, "account manager, Delhi", "DL");
    static final Person SURESH = new Person(
            "suresh.nair@demo.example",
            "Suresh Nair",
            Role.SALES_HEAD,
            "sales head, Karnataka and Maharashtra",
            "KA",
            "MH");
    static final Person MEERA =
            new Person("meera.iyer@demo.example", "Meera Iyer", Role.FINANCE, "finance, all circles");
    static final Person FAISAL =
            new Person("faisal.khan@demo.example", "Faisal Khan", Role.FINANCE, "finance, Karnataka only", "KA");
    static final Person DIVYA =
            new Person("divya.menon@demo.example", "Divya Menon", Role.ADMINISTRATOR, "administrator");

    static final List<Person> ALL = List.of(ASHA, VIKRAM, NEHA, SURESH, MEERA, FAISAL, DIVYA);

    private static final int HANDOVER_MONTHS_AGO = 5;

    private final UserService users;
    private final JdbcClient jdbc;

    DemoUsers(UserService users, JdbcClient jdbc) {
        this.users = users;
        this.jdbc = jdbc;
    }

    /** @param circles none = all */
    record Person(String email, String fullName, Role role, String description, Set<String> circles) {
        Person(String email, String fullName, Role role, String description, String... circles) {
            this(email, fullName, role, description, Set.of(circles));
        }

        private CreateUser command() {
            return new CreateUser(email, fullName, role, circles.isEmpty() ? Reach.ALL : Reach.of(circles));
        }
    }

    void create() {
        ALL.forEach(person -> users.createWithPassword(person.command(), PASSWORD));
    }

    /** Five months ago Vikram handed Karnataka over to Asha and took Maharashtra from Neha. */
    void handAccountsOver(BookPlan plan) {
        LocalDate begin = plan.month(0).atDay(1);
        LocalDate handover = plan.month(plan.months() - 1 - HANDOVER_MONTHS_AGO).atDay(1);
        manages("KA", begin, VIKRAM);
        manages("KA", handover, ASHA);
        manages("MH", begin, NEHA);
        manages("MH", handover, VIKRAM);
        manages("DL", begin, NEHA);
    }

    private void manages(String circle, LocalDate from, Person manager) {
        jdbc.sql("""
                        insert into account_manager (account_id, circle, from_on, user_id)
                        select a.id, a.circle, :from, u.id from account a cross join app_user u
                        where a.circle = :circle and u.email = :email
                        """)
                .param("circle", circle)
                .param("from", from)
                .param("email", manager.email())
                .update();
    }
}
