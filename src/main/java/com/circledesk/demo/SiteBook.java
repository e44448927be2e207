package com.circledesk.demo;

import com.circledesk.demo.Atlas.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Places the sites in the towns and lets the operators in: one is the anchor, others join. */
final class SiteBook {
    private static final int COLO_PER_MILLE = 750;
    private static final List<String> LOCALITIES = List.of(
            "Gandhi Nagar",
            "MG Road",
            "Station Road",
            "Nehru Chowk",
            "Industrial Estate",
            "Bus Stand",
            "Civil Lines",
            "Shastri Nagar",
            "Ring Road",
            "Market Yard",
            "Rajiv Colony",
            "University Gate",
            "Old Town",
            "Lake View",
            "Ashok Vihar",
            "Sector 4",
            "Sector 12",
            "Bypass Junction",
            "Temple Street",
            "Hospital Road",
            "Tank Bund",
            "Airport Road",
            "Model Town",
            "Subhash Marg",
            "Vidya Nagar",
            "Green Park",
            "Cantonment",
            "Mill Gate");

    private final BookPlan plan;
    private final SplittableRandom random;
    private final Map<String, Tenancies> byAccount = new HashMap<>();
    private final String[] codes;
    private final byte[] types;

    SiteBook(BookPlan plan) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        this.codes = new String[plan.sites()];
        this.types = new byte[plan.sites()];
    }

    /** The sites of one operator in one circle, in the order of their towns. */
    static final class Tenancies {
        private int[] entries = new int[64];
        private int count;

        private void add(int site, boolean anchor) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, count * 2);
            }
            entries[count++] = site * 2 + (anchor ? 1 : 0);
        }

        int count() {
            return count;
        }

        int site(int index) {
            return entries[index] / 2;
        }

        boolean isAnchor(int index) {
            return entries[index] % 2 == 1;
        }
    }

    Tenancies of(Customer customer, String circle) {
        return byAccount.computeIfAbsent(circle + customer.code(), key -> new Tenancies());
    }

    String code(int site) {
        return codes[site];
    }

    SiteType type(int site) {
        return SiteType.of(types[site]);
    }

    void build(BookSink sink) {
        List<Place> places = Atlas.PLACES.stream()
                .filter(place -> plan.circles().contains(place.circle()))
                .toList();
        long weights = places.stream().mapToLong(Place::weight).sum();
        long before = 0;
        int site = 0;
        for (Place place : places) {
            before += place.weight();
            int until = (int) (before * plan.sites() / weights);
            List<Customer> there = plan.customers().stream()
                    .filter(customer -> customer.worksIn(place.circle()))
                    .toList();
            for (int number = 1; site < until; site++, number++) {
                sink.write(BookFile.SITES, plan.month(0).atDay(1), cells(site, number, place));
                letIn(site, place.circle(), there);
            }
        }
    }

    private String[] cells(int site, int number, Place place) {
        SiteType type = SiteType.draw(random);
        types[site] = (byte) type.ordinal();
        codes[site] = "%s-%s-%04d".formatted(place.circle(), place.code(), number);
        return new String[] {
            codes[site],
            place.circle(),
            LOCALITIES.get(random.nextInt(LOCALITIES.size())) + ", " + place.town(),
            place.ssa(),
            place.district(),
            degrees(place.latitude() + off(place)),
            degrees(place.longitude() + off(place)),
            type.name()
        };
    }

    /** Closer to the centre more often than not. */
    private int off(Place place) {
        return (random.nextInt(-place.spread(), place.spread() + 1)
                        + random.nextInt(-place.spread(), place.spread() + 1))
                / 2;
    }

    private static String degrees(int millionths) {
        return "%d.%06d".formatted(millionths / 1_000_000, millionths % 1_000_000);
    }

    private void letIn(int site, String circle, List<Customer> customers) {
        int weights = customers.stream().mapToInt(Customer::share).sum();
        Customer anchor = drawn(customers, random.nextInt(weights));
        of(anchor, circle).add(site, true);
        for (Customer customer : customers) {
            if (customer != anchor && random.nextInt(1000 * weights) < customer.share() * COLO_PER_MILLE) {
                of(customer, circle).add(site, false);
            }
        }
    }

    private static Customer drawn(List<Customer> customers, int ticket) {
        int rest = ticket;
        for (Customer customer : customers) {
            rest -= customer.share();
            if (rest < 0) {
                return customer;
            }
        }
        throw new IllegalArgumentException("Ticket above the sum of shares: " + ticket);
    }
}
