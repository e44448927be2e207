package com.circledesk.disputes.packs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code circledesk.disputes.packs.*}.
 *
 * @param kept how long a pack can be downloaded
 * @param linesOnPaper lines that are printed; the workbook holds them all
 * @param silence after which a pack under way is taken for dead and begun again
 */
@ConfigurationProperties("circledesk.disputes.packs")
public record PackSettings(
        @DefaultValue("7d") Duration kept,
        @DefaultValue("5000") int linesOnPaper,
        @DefaultValue("5m") Duration silence) {}
