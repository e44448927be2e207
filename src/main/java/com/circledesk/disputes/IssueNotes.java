package com.circledesk.disputes;

public record IssueNotes(String ref) {}
