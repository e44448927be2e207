package com.circledesk.accounts;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands accounts over. The past stays: a hand-over adds a dated row, so that each manager keeps the figures of the time
 * before. A hand-over planned for a later day stays planned.
 */
@Service
@Transactional
public class OwnershipService {
    private static final String CHOSEN =
            OwnershipSql.ACCOUNTS + " and (cardinality(:codes::text[]) = 0 or lower(a.code) = any (:codes))";

    private final JdbcClient jdbc;
    private final UserQueries users;

    OwnershipService(JdbcClient jdbc, UserQueries users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * @return number of accounts that changed hands; those the manager already has on that day are left as they are
     * @throws NotFoundException if a code is unknown, or of another circle
     */
    public int handOver(HandOver command) {
        if (command.fromOn().getYear() < 1990 || command.fromOn().getYear() > 2100) {
            throw new BusinessRuleException("out-of-range", "The day lies outside the years 1990 to 2100.");
        }
        List<String> circles = circlesOf(command);
        if (command.manager() != null) {
            checkThatSeen(manager(command.manager()), circles);
        }
        return bind("""
                        insert into account_manager (account_id, circle, from_on, user_id)
                        select chosen.id, chosen.circle, :from, :new_manager
                        from (select a.id, a.circle %s) chosen
                        where (select m.user_id from account_manager m
                               where m.account_id = chosen.id and m.from_on <= :from
                               order by m.from_on desc limit 1) is distinct from :new_manager::bigint
                        on conflict (account_id, from_on) do update set user_id = excluded.user_id
                        """.formatted(CHOSEN), command)
                .param("from", command.fromOn())
                .param("new_manager", command.manager())
                .update();
    }

    /** Circles of the accounts chosen, each account found. */
    private List<String> circlesOf(HandOver command) {
        List<String> circles =
                bind("select a.circle " + CHOSEN, command).query(String.class).list();
        if (!command.codes().isEmpty() && circles.size() != codes(command).length) {
            throw new NotFoundException("Account", "given");
        }
        if (circles.isEmpty()) {
            throw new BusinessRuleException("no-account", "Choose at least one account.");
        }
        return circles.stream().distinct().sorted().toList();
    }

    private UserRow manager(long id) {
        return users.managers().stream()
                .filter(user -> user.id() == id)
                .findFirst()
                .orElseThrow(() -> new BusinessRuleException("unknown-manager", "Choose a manager."));
    }

    private static void checkThatSeen(UserRow manager, List<String> circles) {
        List<String> unseen = circles.stream()
                .filter(circle -> !manager.allCircles() && !manager.circles().contains(circle))
                .toList();
        if (!unseen.isEmpty()) {
            throw new BusinessRuleException(
                    "unseen-circle",
                    "%s does not see %s. Give the person the circle first."
                            .formatted(manager.fullName(), String.join(", ", unseen)));
        }
    }

    private JdbcClient.StatementSpec bind(String sql, HandOver command) {
        Scope scope = ActorContext.required().scope();
        OwnershipFilter filter = command.codes().isEmpty() ? command.filter() : new OwnershipFilter(null, null, null);
        return OwnershipSql.bind(jdbc.sql(sql), scope, filter).param("codes", codes(command));
    }

    private static String[] codes(HandOver command) {
        return command.codes().stream()
                .map(code -> code.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
    }
}
