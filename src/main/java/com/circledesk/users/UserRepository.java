package com.circledesk.users;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface UserRepository extends Repository<User, Long> {
    User save(User user);

    User saveAndFlush(User user);

    Optional<User> findById(Long id);

    long count();
}
