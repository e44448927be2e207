package com.circledesk.disputes;

public record CommentOnDispute(String ref, String text) {}
