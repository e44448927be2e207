package com.circledesk.disputes.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What has to be collected for a reason, and what of it is there. */
public record Checklist(List<Item> items) {
    public Checklist {
        items = List.copyOf(items);
    }

    /** @param files how many are there */
    public record Item(String name, long files) {
        public boolean isThere() {
            return files > 0;
        }
    }

    public static Checklist of(List<String> wanted, List<EvidenceRow> files) {
        List<Item> items = new ArrayList<>();
        for (String item : wanted) {
            items.add(new Item(
                    item,
                    files.stream()
                            .filter(file -> !file.isRemoved() && Objects.equals(file.item(), item))
                            .count()));
        }
        return new Checklist(items);
    }

    public long there() {
        return items.stream().filter(Item::isThere).count();
    }
}
