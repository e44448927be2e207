package com.circledesk.receivables.notes;

public record IssuedNote(long id, String noteNo) {}
