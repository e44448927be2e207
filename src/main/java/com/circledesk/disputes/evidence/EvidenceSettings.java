package com.circledesk.disputes.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of evidence, as settings {@code circledesk.disputes.evidence.*}.
 *
 * @param sizeMax a file may be as large as this
 * @param filesMax files of one dispute
 * @param unpackedMax what a workbook unpacks to
 */
@ConfigurationProperties("circledesk.disputes.evidence")
public record EvidenceSettings(
        @DefaultValue("10MB") DataSize sizeMax,
        @DefaultValue("50") int filesMax,
        @DefaultValue("200MB") DataSize unpackedMax) {}
