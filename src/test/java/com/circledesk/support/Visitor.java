package com.circledesk.support;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window of a given width and theme, who notices everything that is wrong with a page. */
public class Visitor implements AutoCloseable {
    public enum Theme {
        LIGHT,
        DARK
    }

    public static final int DESKTOP = 1366;
    public static final int PHONE = 390;

    /** All rules of WCAG 2.2 AA and axe's own advice; the style sheets are not loaded a second time. */
    private static final String AXE = """
            async (rules) => {
              const found = await axe.run(document, {
                runOnly: rules,
                resultTypes: ['violations'],
                preload: false,
              });
              return found.violations.flatMap(
                rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.html}`));
            }
            """;

    private static final List<String> ALL_RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final String origin;
    private final int width;
    private Theme theme;
    private final BrowserContext context;
    private final Page page;
    private final List<String> noticed = new ArrayList<>();

    public Visitor(int port, int width, Theme theme) {
        this.origin = "http://localhost:" + port;
        this.width = width;
        this.theme = theme;
        this.context = Browser.get()
                .newContext(new NewContextOptions()
                        .setViewportSize(width, width < 600 ? 844 : 900)
                        .setColorScheme(theme == Theme.DARK ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-IN")
                        .setTimezoneId("Asia/Kolkata"));
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                noticed.add("console: " + message.text());
            }
        });
        page.onPageError(error -> noticed.add("script: " + error));
        page.onRequestFailed(request -> noticed.add("request failed: " + request.url()));
    }

    /** Signs in with a session cookie of {@link Cast#sessionCookie}. */
    public Visitor signedIn(jakarta.servlet.http.Cookie session) {
        context.addCookies(List.of(new Cookie(session.getName(), session.getValue()).setUrl(origin)));
        return this;
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Opens the path, waits for its charts and answers the status. */
    public int open(String path) {
        Response response = page.navigate(origin + path);
        page.waitForFunction("[...document.querySelectorAll('figure[data-chart]')].every(it => it.dataset.drawn)");
        return response.status();
    }

    /** Everything wrong with the page as it is now: console, policy violations, sideways scroll, accessibility. */
    public List<String> problems() {
        return problems(200);
    }

    /** @param status the page's, which the browser notes on the console where it is an error */
    public List<String> problems(int status) {
        List<String> problems = new ArrayList<>(noticed);
        problems.remove(
                "console: Failed to load resource: the server responded with a status of %d ()".formatted(status));
        noticed.clear();
        int scrollWidth = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        if (scrollWidth > width) {
            problems.add("scrolls sideways: %d px in a window of %d".formatted(scrollWidth, width));
        }
        page.evaluate(AxeBuilder.getAxeScript());
        problems.addAll(axe(ALL_RULES));
        return problems;
    }

    /** Puts on the other theme without leaving the page, and looks at the only thing that depends on it. */
    public List<String> contrastIn(Theme other) {
        theme = other;
        page.evaluate("""
                theme => {
                  document.documentElement.dataset.bsTheme = theme;
                  document.dispatchEvent(new CustomEvent('theme'));
                }
                """, other.name().toLowerCase(java.util.Locale.ROOT));
        return axe(List.of("color-contrast"));
    }

    private List<String> axe(List<String> rules) {
        page.evaluate("scrollTo(0, 0)");
        return ((List<?>) page.evaluate(AXE, rules))
                .stream().map(problem -> "axe %s, %s".formatted(theme, problem)).toList();
    }

    /** Keeps a picture of the whole page in {@code target/screenshots}, if asked with {@code -Dpictures}. */
    public void picture(String name) {
        if (System.getProperty("pictures") == null) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target/screenshots",
                        "%s-%d-%s.png".formatted(name, width, theme.name().toLowerCase(java.util.Locale.ROOT)))));
    }

    @Override
    public void close() {
        context.close();
    }
}
