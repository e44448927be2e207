package com.circledesk.platform;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/**
 * Amounts in templates, and what is chosen from ({@link OptionsProcessor}). A page holds up to two thousand of them, so they are written here and not by a fragment, which takes
 * five times as long:
 *
 * <pre>{@code
 * <span desk:amount="${row.open}"></span>                                                      12,34,567.00
 * <span desk:compact="${row.open}" desk:href="${links.at('/receivables/open-items')}"></span>  ₹12.35 L, exact on hover
 * }</pre>
 *
 * With a {@code desk:href} that is not null an amount is a link to its rows; zero has none. In a table put it into
 * {@code <td class="num">}. Negative amounts carry a true minus sign; zero is calm.
 */
@Component
class DeskDialect extends AbstractProcessorDialect {
    private static final String PREFIX = "desk";
    private static final String HREF = "desk:href";
    /** After conditions, loops and local variables on the same element. */
    static final int PRECEDENCE = 1300;

    private final Formats formats;

    DeskDialect(Formats formats) {
        super("Desk", PREFIX, PRECEDENCE);
        this.formats = formats;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Amount(prefix, false), new Amount(prefix, true), new OptionsProcessor(prefix));
    }

    private final class Amount extends AbstractAttributeTagProcessor {
        private final boolean compact;

        Amount(String prefix, boolean compact) {
            super(TemplateMode.HTML, prefix, null, false, compact ? "compact" : "amount", true, PRECEDENCE, true);
            this.compact = compact;
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName name,
                String expression,
                IElementTagStructureHandler structure) {
            Object rupees = value(context, expression);
            String link = tag.getAttributeValue(HREF);
            Object href = link == null || isZero(rupees) ? null : value(context, link);
            StringBuilder html = new StringBuilder(96);
            String element = href != null ? "a" : compact ? "data" : "span";
            html.append('<').append(element).append(" class=\"money");
            if (href == null && isZero(rupees)) {
                html.append(" money-zero");
            }
            html.append('"');
            if (href != null) {
                attribute(html, "href", root(context) + href);
            } else if (compact && rupees != null) {
                attribute(html, "value", rupees.toString());
            }
            if (compact) {
                attribute(html, "title", formats.rupees(rupees));
            }
            String text = compact ? formats.compact(rupees) : formats.amount(rupees);
            html.append('>').append(text).append("</").append(element).append('>');
            structure.replaceWith(html, false);
        }
    }

    static @Nullable Object value(ITemplateContext context, String expression) {
        return StandardExpressions.getExpressionParser(context.getConfiguration())
                .parseExpression(context, expression)
                .execute(context);
    }

    private static boolean isZero(@Nullable Object rupees) {
        BigDecimal number =
                rupees instanceof Money money ? money.amount() : rupees instanceof BigDecimal plain ? plain : null;
        return number != null && number.signum() == 0;
    }

    /** Where the application lives; in mails and files, which no request asked for, nowhere. */
    private static String root(ITemplateContext context) {
        return context instanceof IWebContext web
                ? web.getExchange().getRequest().getApplicationPath()
                : "";
    }

    private static void attribute(StringBuilder html, String name, String value) {
        html.append(' ')
                .append(name)
                .append("=\"")
                .append(HtmlEscape.escapeHtml5Xml(value))
                .append('"');
    }
}
