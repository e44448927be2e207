package com.circledesk.collections.letters;

/** A wording. @param body paragraphs with placeholders in braces */
public record LetterTemplate(String code, String name, String subject, String body, boolean retired, int version) {}
