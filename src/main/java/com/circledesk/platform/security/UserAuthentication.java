package com.circledesk.platform.security;

import com.circledesk.users.CurrentUser;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** A signed-in user as Spring Security sees one; the authorities are the names of the permissions. */
final class UserAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;
    private final transient CurrentUser user;

    UserAuthentication(CurrentUser user) {
        super(AuthorityUtils.createAuthorityList(
                user.permissions().stream().map(Enum::name).sorted().toList()));
        this.user = user;
        setAuthenticated(true);
    }

    /** The user of the present request, or null. */
    static @Nullable CurrentUser current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof UserAuthentication signedIn ? signedIn.user : null;
    }

    @Override
    public CurrentUser getPrincipal() {
        return user;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return String.valueOf(user.id());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserAuthentication authentication && authentication.user.equals(user);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user);
    }
}
