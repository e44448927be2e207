package com.circledesk.platform;

import com.circledesk.shared.Choice;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/**
 * The options of a select. A filter offers a thousand accounts, and each row of a list its colleagues, so they are written here
 * and not by a loop of the template, which takes ten times as long:
 *
 * <pre>{@code
 * <select name="owner"><option value="">Choose</option><option desk:options="${people}" desk:chosen="${owner}"></option></select>
 * }</pre>
 *
 * It stands on an option, which it replaces; {@code desk:chosen} is a value, several, or null: none.
 */
final class OptionsProcessor extends AbstractAttributeTagProcessor {
    private static final String CHOSEN = "desk:chosen";

    OptionsProcessor(String prefix) {
        super(TemplateMode.HTML, prefix, "option", false, "options", true, DeskDialect.PRECEDENCE, true);
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName name,
            String expression,
            IElementTagStructureHandler structure) {
        String asked = tag.getAttributeValue(CHOSEN);
        Collection<String> chosen = texts(asked == null ? null : DeskDialect.value(context, asked));
        StringBuilder html = new StringBuilder();
        for (Object each :
                Objects.requireNonNullElse((Collection<?>) DeskDialect.value(context, expression), List.of())) {
            Choice choice = (Choice) each;
            html.append("<option value=\"")
                    .append(HtmlEscape.escapeHtml5Xml(choice.value()))
                    .append('"');
            if (chosen.contains(choice.value())) {
                html.append(" selected=\"selected\"");
            }
            html.append('>').append(HtmlEscape.escapeHtml5Xml(choice.label())).append("</option>");
        }
        structure.replaceWith(html, false);
    }

    private static Collection<String> texts(@Nullable Object chosen) {
        if (chosen instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return chosen == null ? List.of() : List.of(chosen.toString());
    }
}
