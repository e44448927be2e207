package com.circledesk.collections.contacts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of an account's last contact: when it was and when one is to ask again. */
public record LastSpoken(LocalDate contactedOn, @Nullable LocalDate followUpOn) {}
