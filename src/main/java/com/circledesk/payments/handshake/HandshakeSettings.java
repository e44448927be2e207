package com.circledesk.payments.handshake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of customer reconciliation.
 *
 * @param timingDays what is dated in the last days before an extract is taken to be on its way
 */
@ConfigurationProperties("circledesk.handshake")
public record HandshakeSettings(@DefaultValue("7") int timingDays) {}
