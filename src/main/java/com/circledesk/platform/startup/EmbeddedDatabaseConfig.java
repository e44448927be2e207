package com.circledesk.platform.startup;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Takes the place of {@code spring.datasource.*} where no external database is named. */
@Configuration(proxyBeanMethods = false)
@Conditional(DatabaseChoice.NoneNamed.class)
@ConditionalOnClass(EmbeddedPostgres.class)
class EmbeddedDatabaseConfig {
    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(@Value("${circledesk.data-dir:./data}") String dataDirectory) {
        return new EmbeddedDatabase(Path.of(dataDirectory));
    }
}
