package com.circledesk.receivables.invoices;

import java.util.Arrays;
import java.util.Optional;

/** The types of file that may be attached, told by their first bytes and never by what the sender says. */
enum FileType {
    PDF("application/pdf", '%', 'P', 'D', 'F', '-'),
    PNG("image/png", 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
    JPEG("image/jpeg", 0xFF, 0xD8, 0xFF);

    private final String contentType;
    private final int[] magic;

    FileType(String contentType, int... magic) {
        this.contentType = contentType;
        this.magic = magic;
    }

    String contentType() {
        return contentType;
    }

    static Optional<FileType> of(byte[] content) {
        return Arrays.stream(values()).filter(type -> type.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
