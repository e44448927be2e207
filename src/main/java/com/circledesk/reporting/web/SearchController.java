package com.circledesk.reporting.web;

import com.circledesk.reporting.SearchHit;
import com.circledesk.reporting.SearchQueries;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Paths;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people type or paste into the search; a whole number leads straight to its page. */
@Controller
class SearchController {
    private static final int TEXT_MAX = 100;

    private final SearchQueries search;
    private final Paths paths;

    SearchController(SearchQueries search, Paths paths) {
        this.search = search;
        this.paths = paths;
    }

    @GetMapping("/search")
    @Paced
    @Requires(Permission.VIEW_RECEIVABLES)
    String search(@RequestParam(defaultValue = "") String q, CurrentUser user, Model model) {
        String text = q.length() > TEXT_MAX ? q.substring(0, TEXT_MAX) : q;
        List<SearchHit> hits = search.find(text, user.scope());
        List<SearchHit> exact = hits.stream().filter(SearchHit::exact).toList();
        if (exact.size() == 1) {
            return "redirect:" + pathOf(exact.get(0));
        }
        Map<SearchHit.Kind, List<SearchHit>> groups =
                hits.stream().collect(Collectors.groupingBy(SearchHit::kind, TreeMap::new, Collectors.toList()));
        model.addAttribute("text", text.trim());
        model.addAttribute("groups", groups);
        return "search/search";
    }

    private String pathOf(SearchHit hit) {
        return switch (hit.kind()) {
            case ACCOUNT -> paths.account(hit.number());
            case INVOICE -> paths.invoice(hit.number());
            case RECEIPT -> paths.receipt(hit.number());
        };
    }
}
