package com.circledesk.users;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A person who may sign in. Whatever narrows or shifts the person's rights ends the sessions that began before. */
@SuppressWarnings("UnusedVariable") // some fields are written here and read by SQL
@Entity
@Table(name = "app_user")
class User {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
    @SequenceGenerator(name = "app_user_seq", sequenceName = "app_user_seq", allocationSize = 50)
    private @Nullable Long id;

    private String email;
    private String fullName;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean allCircles;

    @ElementCollection
    @CollectionTable(name = "user_circle", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "circle")
    private Set<String> circles = new TreeSet<>();

    private @Nullable String passwordHash;
    private @Nullable Instant passwordChangedAt;
    private boolean mustChangePassword;
    private @Nullable Instant disabledAt;
    private int sessionEpoch;

    @Version
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(EmailAddress email, PersonName fullName, Role role, Reach reach) {
        this.email = email.value();
        this.fullName = fullName.value();
        this.role = role;
        this.allCircles = reach.allCircles();
        this.circles.addAll(reach.circles());
    }

    void describe(EmailAddress newEmail, PersonName newFullName) {
        email = newEmail.value();
        fullName = newFullName.value();
    }

    /** @return whether the rights changed, which ends the sessions */
    boolean grant(Role newRole, Reach reach) {
        boolean same = role == newRole && allCircles == reach.allCircles() && circles.equals(reach.circles());
        if (same) {
            return false;
        }
        role = newRole;
        allCircles = reach.allCircles();
        circles.retainAll(reach.circles());
        circles.addAll(reach.circles());
        endSessions();
        return true;
    }

    /** A password of the person's own choice. */
    void choosePassword(String hash, Instant at) {
        passwordHash = hash;
        passwordChangedAt = at;
        mustChangePassword = false;
        endSessions();
    }

    /** A password that somebody else chose, good for one sign-in. */
    void lendPassword(String hash) {
        passwordHash = hash;
        mustChangePassword = true;
    }

    void disable(Instant at) {
        if (disabledAt == null) {
            disabledAt = at;
            endSessions();
        }
    }

    void enable() {
        disabledAt = null;
    }

    void endSessions() {
        sessionEpoch++;
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The user was not saved yet.");
        }
        return id;
    }

    String email() {
        return email;
    }

    Role role() {
        return role;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    boolean isEnabled() {
        return disabledAt == null;
    }

    boolean isActiveAdministrator() {
        return role == Role.ADMINISTRATOR && isEnabled();
    }

    int sessionEpoch() {
        return sessionEpoch;
    }

    int version() {
        return version;
    }
}
