package org.pfnproof.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Fills the templates beside this class. Whatever a template prints is escaped for HTML, and a name that is not in the model is
 * an error: of pfnproof, since no template is written by users.
 */
public final class Pages {

    private static final Configuration TEMPLATES = templates();

    private Pages() {}

    private static Configuration templates() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassForTemplateLoading(Pages.class, "");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setLocale(Locale.ROOT);
        templates.setNumberFormat("computer");
        templates.setWhitespaceStripping(true);
        return templates;
    }

    /**
     * The text of a page.
     *
     * @param template the template's file
     * @param model what it may speak of; records and maps of public types
     */
    public static String fill(String template, Map<String, ?> model) {
        StringWriter text = new StringWriter();
        try {
            TEMPLATES.getTemplate(template).process(model, text);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("the template " + template + " cannot be filled", e);
        }
        return text.toString();
    }

    /** A stylesheet or script, to be put into a page as it is. */
    public static String file(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
