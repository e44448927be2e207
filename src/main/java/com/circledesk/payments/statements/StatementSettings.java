package com.circledesk.payments.statements;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param sizeMax a statement file is read in memory and may be as large as this
 * @param currency statements of accounts in another currency are not taken
 */
@ConfigurationProperties("circledesk.statements")
record StatementSettings(
        @DefaultValue("20MB") DataSize sizeMax,
        @DefaultValue("INR") String currency) {}
