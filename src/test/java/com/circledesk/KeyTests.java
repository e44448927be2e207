package com.circledesk;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.SampleBook;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk by keyboard alone. */
@BrowserTest
class KeyTests {
    @Autowired
    private Cast cast;

    @Autowired
    private SampleBook book;

    @LocalServerPort
    private int port;

    private Visitor alice;

    @BeforeEach
    void aListToWalk() {
        book.fill();
        alice = new Visitor(port, Visitor.DESKTOP, Theme.LIGHT).signedIn(cast.sessionCookie(ALICE));
        alice.open("/accounts");
    }

    @AfterEach
    void leave() {
        alice.close();
    }

    @Test
    void keysFindGoAndWalkTheRows() {
        Page page = alice.page();
        page.keyboard().press("/");
        assertThat(focus()).isEqualTo("find");
        page.keyboard().type("gr?jk");
        assertThat(page.inputValue("#find")).as("keys are letters in a field").isEqualTo("gr?jk");
        page.keyboard().press("Escape");
        page.evaluate("document.activeElement.blur()");

        page.keyboard().press("?");
        assertThat(page.isVisible("#keys")).isTrue();
        page.keyboard().press("Escape");
        assertThat(page.isVisible("#keys")).isFalse();

        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(focus()).isEqualTo(row(1));
        page.keyboard().press("k");
        page.keyboard().press("k");
        assertThat(focus()).as("stays at the first").isEqualTo(row(0));
        String code = row(0);
        page.keyboard().press("Enter");
        page.waitForURL("**/accounts/" + code);

        page.keyboard().press("g");
        page.keyboard().press("r");
        page.waitForURL("**/receivables/ageing");
        page.keyboard().press("Control+k");
        assertThat(focus()).isEqualTo("find");
    }

    @Test
    void singleKeysCanBeSwitchedOff() {
        alice.open("/help");
        alice.page().uncheck("[data-keys-switch]");
        alice.open("/accounts");

        alice.page().keyboard().press("j");
        alice.page().keyboard().press("?");
        assertThat(focus()).isEmpty();
        assertThat(alice.page().isVisible("#keys")).isFalse();
        alice.page().keyboard().press("Control+k");
        assertThat(focus()).as("no single key").isEqualTo("find");
    }

    /** The id or the text of what has the focus; empty where nothing has. */
    private String focus() {
        return (String) alice.page().evaluate("""
                () => {
                  const it = document.activeElement;
                  return it === document.body ? '' : it.id || it.textContent.trim();
                }
                """);
    }

    private String row(int at) {
        return alice.page().locator("main tbody tr th a").nth(at).textContent().strip();
    }
}
