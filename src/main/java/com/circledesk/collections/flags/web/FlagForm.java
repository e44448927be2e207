package com.circledesk.collections.flags.web;

import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.Prediction;
import com.circledesk.collections.flags.RaiseFlag;
import com.circledesk.collections.flags.ReviewFlag;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A prediction as it is typed: raised anew, or seen otherwise at a review, which then says why in words. */
record FlagForm(
        @Nullable String account,
        @Nullable String what,
        @Nullable String atRisk,
        @Nullable String likelyOn,
        @Nullable String probability,
        @Nullable String mitigation,
        @Nullable String owner,
        @Nullable String reviewOn,
        @Nullable String words,
        @Nullable String version,
        @Nullable String key) {
    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int WHAT_MAX = 300;
    private static final int TEXT_MAX = 1000;

    static FlagForm blank(String account, String owner, String reviewOn) {
        return new FlagForm(
                account,
                "",
                "",
                "",
                "",
                "",
                owner,
                reviewOn,
                "",
                "0",
                FormKey.fresh().toString());
    }

    static FlagForm of(FlagRow flag, String reviewOn) {
        return new FlagForm(
                flag.account(),
                flag.what(),
                flag.atRisk().toString(),
                flag.likelyOn().toString(),
                String.valueOf(flag.probability()),
                flag.mitigation(),
                flag.ownerEmail(),
                reviewOn,
                "",
                String.valueOf(flag.version()),
                FormKey.fresh().toString());
    }

    void validate(boolean review, BindingResult errors) {
        if (!review && text(account).isEmpty()) {
            errors.rejectValue("account", "missing", "Choose an account.");
        }
        if (text(what).isEmpty()) {
            errors.rejectValue("what", "missing", "Say what may happen.");
        } else if (text(what).length() > WHAT_MAX) {
            errors.rejectValue("what", "too-long", "At most %d characters.".formatted(WHAT_MAX));
        }
        Money risk = AmountText.parse(atRisk).orElse(null);
        if (risk == null || !risk.isPositive()) {
            errors.rejectValue("atRisk", "not-an-amount", "Give an amount above zero, for example 100000.00.");
        }
        if (!PERCENT.matcher(text(probability)).matches()) {
            errors.rejectValue("probability", "out-of-range", "Give a whole percentage from 1 to 99.");
        }
        day("likelyOn", likelyOn, errors);
        day("reviewOn", reviewOn, errors);
        if (text(owner).isEmpty()) {
            errors.rejectValue("owner", "missing", "Choose who looks after it.");
        }
        atMost("mitigation", mitigation, errors);
        atMost("words", words, errors);
        if (review && text(words).isEmpty()) {
            errors.rejectValue("words", "missing", "Say in a few words what changed, or that nothing did.");
        }
    }

    private static void day(String name, @Nullable String value, BindingResult errors) {
        if (DateText.parse(value).isEmpty()) {
            errors.rejectValue(name, "not-a-date", DateText.HINT);
        }
    }

    private static void atMost(String name, @Nullable String value, BindingResult errors) {
        if (text(value).length() > TEXT_MAX) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(TEXT_MAX));
        }
    }

    String toAccount() {
        return text(account);
    }

    RaiseFlag toRaise() {
        return new RaiseFlag(text(account), prediction());
    }

    ReviewFlag toReview(long id) {
        int seen = NUMBER.matcher(text(version)).matches() ? Integer.parseInt(text(version)) : -1;
        return new ReviewFlag(id, seen, prediction(), text(words));
    }

    private Prediction prediction() {
        return new Prediction(
                text(what),
                AmountText.parse(atRisk).orElseThrow(),
                DateText.parse(likelyOn).orElseThrow(),
                Integer.parseInt(text(probability)),
                text(mitigation).isEmpty() ? null : text(mitigation),
                text(owner),
                DateText.parse(reviewOn).orElseThrow());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
