package com.circledesk.collections.letters;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How letters are worded. Written letters keep their words. */
@Service
@Transactional
public class LetterTemplates {
    private static final String SELECT =
            "select code, name, subject, body, retired_at is not null as retired, version from letter_template ";

    private final JdbcClient jdbc;
    private final Texts texts;

    LetterTemplates(JdbcClient jdbc, Texts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** Those in use first, by name. */
    @Transactional(readOnly = true)
    public List<LetterTemplate> all() {
        return jdbc.sql(SELECT + "order by retired_at is not null, lower(name), code")
                .query(LetterTemplate.class)
                .list();
    }

    @Transactional(readOnly = true)
    public LetterTemplate get(String code) {
        return jdbc.sql(SELECT + "where code = :code")
                .param("code", code)
                .query(LetterTemplate.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Letter", code));
    }

    public void add(LetterTemplate added) {
        requireKnown(added);
        try {
            jdbc.sql("insert into letter_template (code, name, subject, body) values (:code, :name, :subject, :body)")
                    .param("code", added.code())
                    .param("name", added.name())
                    .param("subject", added.subject())
                    .param("body", added.body())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("duplicate", texts.get("letters.codeTaken", added.code()));
        }
    }

    /** @param changed with the version that was seen */
    public void change(LetterTemplate changed) {
        requireKnown(changed);
        int rows = jdbc.sql("""
                        update letter_template set name = :name, subject = :subject, body = :body, version = version + 1,
                               retired_at = case when :retired then coalesce(retired_at, app_now()) end
                        where code = :code and version = :version
                        """)
                .param("name", changed.name())
                .param("subject", changed.subject())
                .param("body", changed.body())
                .param("retired", changed.retired())
                .param("code", changed.code())
                .param("version", changed.version())
                .update();
        if (rows == 0) {
            throw new BusinessRuleException("conflict", texts.get("matrix.changed"));
        }
    }

    private void requireKnown(LetterTemplate wording) {
        List<String> unknown = Placeholders.unknown(wording.subject() + "\n" + wording.body());
        if (!unknown.isEmpty()) {
            throw new BusinessRuleException(
                    "bad-choice", texts.get("letters.unknown", "{" + String.join("}, {", unknown) + "}"));
        }
    }
}
