package com.circledesk.disputes.evidence;

/** A file that may be kept: its name ends with what it is. */
public record CheckedFile(String fileName, String contentType, String sha256) {}
