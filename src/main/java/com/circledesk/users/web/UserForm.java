package com.circledesk.users.web;

import com.circledesk.users.CreateUser;
import com.circledesk.users.EditUser;
import com.circledesk.users.Reach;
import com.circledesk.users.Role;
import com.circledesk.users.UserRow;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user, new or to be changed.
 *
 * @param password the administrator's own, where it was not given for some minutes
 */
record UserForm(
        @NotBlank(message = "{users.email.missing}")
        @Email(message = "{users.email.bad}")
        @Size(max = 254, message = "{users.email.bad}")
        @Nullable
        String email,

        @NotBlank(message = "{users.fullName.missing}") @Size(max = 120, message = "{users.fullName.long}") @Nullable
        String fullName,

        @NotNull(message = "{users.role.missing}") @Nullable Role role,
        boolean allCircles,
        @Nullable List<String> circles,
        int version,
        @Nullable String password) {
    static final UserForm EMPTY = new UserForm(null, null, null, false, List.of(), 0, null);

    UserForm {
        circles = circles == null ? List.of() : List.copyOf(circles);
    }

    static UserForm of(UserRow user) {
        return new UserForm(
                user.email(), user.fullName(), user.role(), user.allCircles(), user.circles(), user.version(), null);
    }

    CreateUser toCreate() {
        return new CreateUser(
                Objects.requireNonNull(email), Objects.requireNonNull(fullName), Objects.requireNonNull(role), reach());
    }

    EditUser toEdit(long id) {
        return new EditUser(
                id,
                version,
                Objects.requireNonNull(email),
                Objects.requireNonNull(fullName),
                Objects.requireNonNull(role),
                reach());
    }

    private Reach reach() {
        return allCircles ? Reach.ALL : Reach.of(Objects.requireNonNull(circles));
    }
}
