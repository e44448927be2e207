package com.circledesk.reporting.mornings;

import java.util.Optional;

/** Something that a morning mail may tell of; asked as the person, whose circles alone it sees. */
interface MorningPart {
    int LINES = 5;

    Optional<MorningSection> write(Morning morning);
}
