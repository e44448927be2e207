package com.circledesk.exports;

import com.circledesk.shared.Formats;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Prints a template as PDF. The template is XHTML with tables instead of flexible boxes, and loads
 * nothing: whatever its data holds, no file and no address is ever opened for it.
 */
@Component
public class PdfDocument {
    private final SpringTemplateEngine templates;
    private final Formats formats;
    private final String style;

    PdfDocument(SpringTemplateEngine templates, Formats formats, @Value("classpath:pdf/paper.css") Resource style)
            throws IOException {
        this.templates = templates;
        this.formats = formats;
        this.style = style.getContentAsString(StandardCharsets.UTF_8);
    }

    /** @param template name of the template, for example {@code pdf/statement} */
    public void write(String template, Map<String, Object> model, OutputStream out) throws IOException {
        Context context = new Context(Locale.ENGLISH, model);
        context.setVariable("fmt", formats);
        String page = templates.process(template, context).replace("</head>", "<style>" + style + "</style></head>");
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        // The standard fonts know neither the rupee sign nor the true minus.
        builder.withHtmlContent(page.replace("\u2212", "-").replace("\u20B9", "Rs. "), null);
        builder.toStream(out);
        builder.run();
    }
}
