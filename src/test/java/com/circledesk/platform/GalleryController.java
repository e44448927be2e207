package com.circledesk.platform;

import com.circledesk.shared.Choice;
import com.circledesk.shared.Paged;
import com.circledesk.users.SignedIn;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;

/** Every component once, for the tests and for whoever builds a page. Exists in tests only. */
@Controller
class GalleryController {
    public record Row(String invoiceNo, String account, int age, BigDecimal open, BigDecimal disputed) {}

    public record SampleForm(
            @Nullable String email,
            @Nullable String role,
            @Nullable String reason,
            boolean active,
            List<String> circles,
            @Nullable String file) {}

    @SignedIn
    @GetMapping("/receivables/gallery")
    String gallery(Model model) {
        List<Row> rows = IntStream.range(0, 50)
                .mapToObj(n -> new Row(
                        "KA/26-27/%05d".formatted(1137 - n),
                        List.of(
                                        "Bharti Airtel · Karnataka",
                                        "Reliance Jio · Karnataka",
                                        "Vodafone Idea · Kerala",
                                        "BSNL · Karnataka")
                                .get(n % 4),
                        118 - n * 3,
                        new BigDecimal("10969030.55").subtract(new BigDecimal(n * 212345)),
                        n % 5 == 0 ? new BigDecimal("118000.00") : BigDecimal.ZERO.setScale(2)))
                .toList();
        model.addAttribute("rows", new Paged<>(rows, 0, 50, 1240));
        model.addAttribute(
                "roles", List.of(new Choice("FINANCE", "Finance"), new Choice("SALES_HEAD", "Circle sales head")));
        model.addAttribute(
                "circlesToChoose",
                List.of(new Choice("KA", "Karnataka"), new Choice("KL", "Kerala"), new Choice("TN", "Tamil Nadu")));
        SampleForm form = new SampleForm("asha@", "FINANCE", "", true, List.of("KA"), null);
        BindingResult wrong = new BindException(form, "form");
        wrong.rejectValue("email", "email", "Please give a mail address, for example asha@example.com.");
        wrong.reject("global", "These two do not fit together.");
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", wrong);
        model.addAttribute("flash", "Import committed: 137 invoices, ₹7.65 Cr.");
        model.addAttribute(
                "flashProblem", "The month of September is locked. Ask a second person in finance to unlock it.");
        return "gallery/gallery";
    }
}
