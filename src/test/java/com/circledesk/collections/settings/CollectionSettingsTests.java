package com.circledesk.collections.settings;

import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import java.io.UnsupportedEncodingException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The form of the settings of collections, as it is filled in and sent. */
@IntegrationTest
class CollectionSettingsTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private CollectionSettings settings;

    @Autowired
    private SystemWork work;

    @Test
    void whatTheFormProposesHoldsFromTomorrowOn() throws UnsupportedEncodingException {
        String page = mvc.get()
                .uri("/admin/collections/new")
                .with(cast.signedIn(ARUN))
                .exchange()
                .getResponse()
                .getContentAsString();
        var post = mvc.post()
                .uri("/admin/collections")
                .with(cast.signedIn(ARUN))
                .with(csrf())
                .param("weightAge", "99");
        for (Element field :
                Jsoup.parse(page).select("main form.form input[name]:not([name^=_]):not([name=weightAge])")) {
            post = post.param(field.attr("name"), field.val());
        }
        assertThat(post.exchange()).hasStatus(302);
        CollectionSetting today = work.call(() -> settings.on(TestClock.TODAY));
        CollectionSetting tomorrow = work.call(() -> settings.on(TestClock.TODAY.plusDays(1)));
        assertThat(today.weightAge()).isEqualTo(15);
        assertThat(tomorrow.weightAge()).isEqualTo(99);
        assertThat(tomorrow)
                .usingRecursiveComparison()
                .ignoringFields("weightAge", "fromOn")
                .isEqualTo(today);
    }
}
