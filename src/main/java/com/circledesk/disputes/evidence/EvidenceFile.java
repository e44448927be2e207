package com.circledesk.disputes.evidence;

/** The content of a file. */
public record EvidenceFile(String fileName, String contentType, byte[] content) {}
