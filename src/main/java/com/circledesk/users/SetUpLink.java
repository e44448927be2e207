package com.circledesk.users;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where neither the environment nor the demonstration circle brought a user: logs a link with which whoever reads the log
 * creates the first administrator. There is no default account.
 */
@Component
@Order(30)
class SetUpLink implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SetUpLink.class);

    private final FirstUser firstUser;
    private final OneTimeLinks links;

    SetUpLink(FirstUser firstUser, OneTimeLinks links) {
        this.firstUser = firstUser;
        this.links = links;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        firstUser
                .whileEmpty(links::setUp)
                .ifPresent(link -> LOG.info(
                        "There are no users yet. Create the administrator here, within {} hours: {}",
                        LinkPurpose.SET_UP.life().toHours(),
                        link));
    }
}
