package com.circledesk.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An operator as a customer.
 *
 * @param code in account codes
 * @param share of the tenancies, as a weight
 * @param circles where it works; empty = in all of them
 */
record Customer(String name, String code, boolean isp, Habit habit, int share, Set<String> circles) {
    private static final Set<String> MTNL_CIRCLES = Set.of("DL", "MU");
    private static final Customer AIRTEL =
            new Customer("Bharti Airtel", "AIRTEL", false, Habit.FEW_DAYS_LATE, 30, Set.of());
    private static final Customer JIO = new Customer("Reliance Jio", "JIO", false, Habit.DISCIPLINED, 33, Set.of());
    private static final Customer VI = new Customer("Vodafone Idea", "VI", false, Habit.ARREARS_PLAN, 16, Set.of());
    private static final Customer BSNL =
            new Customer("BSNL", "BSNL", false, Habit.PUBLIC_SECTOR, 7, allBut("DL", "MU"));
    private static final Customer MTNL = new Customer("MTNL", "MTNL", false, Habit.PUBLIC_SECTOR, 6, MTNL_CIRCLES);
    private static final Customer FIBRENET =
            new Customer("Kaveri Fibrenet", "KAVERI", true, Habit.SMALL, 5, allBut("NE", "JK", "HP", "AS"));

    static final List<Customer> OF_THE_DEMONSTRATION = List.of(AIRTEL, JIO, VI, BSNL, MTNL, FIBRENET);

    /** With the invented internet providers that make up the 150 accounts of the national book. */
    static final List<Customer> ALL = all();

    boolean worksIn(String circle) {
        return circles.isEmpty() || circles.contains(circle);
    }

    String segment() {
        return isp ? "ISP" : "MNO";
    }

    private static Set<String> allBut(String... codes) {
        Set<String> others = new java.util.TreeSet<>(Atlas.CIRCLES);
        others.removeAll(Set.of(codes));
        return others;
    }

    private static List<Customer> all() {
        List<Customer> all = new ArrayList<>(OF_THE_DEMONSTRATION);
        all.add(provider("Malabar Broadband", "MALABAR", 12));
        all.add(provider("Indus Valley Networks", "IVN", 11));
        all.add(provider("Sahyadri Online", "SAHYADRI", 11));
        all.add(provider("Doab Wireless", "DOAB", 10));
        return List.copyOf(all);
    }

    /** In so many circles, beginning somewhere of its own. */
    private static Customer provider(String name, String code, int circles) {
        List<String> own = new ArrayList<>(Atlas.CIRCLES);
        java.util.Collections.rotate(own, code.charAt(0) % own.size());
        return new Customer(name, code, true, Habit.SMALL, 3, Set.copyOf(own.subList(0, circles)));
    }
}
