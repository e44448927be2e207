package com.circledesk.imports.cells;

/** Characters that change a text without being seen: controls, zero-width ones, marks that turn the direction. */
final class Unseen {
    private Unseen() {}

    static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static boolean isIn(String text) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if ((codePoint < 0x20 || codePoint > 0x7E) && isUnseen(codePoint)) {
                return true;
            }
            at += Character.charCount(codePoint);
        }
        return false;
    }
}
