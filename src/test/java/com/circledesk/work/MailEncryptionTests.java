package com.circledesk.work;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Texts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SmtpTalk;
import com.circledesk.support.SystemWork;
import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** With the settings that are shipped nothing leaves in the clear, nor to a server that cannot prove its name. */
@IntegrationTest
class MailEncryptionTests {
    @Autowired
    private Mails mails;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MailSettings settings;

    @Autowired
    private CircleQueries circles;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Texts texts;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private Clock clock;

    @BeforeEach
    void aMail() {
        long alice = cast.id(ALICE);
        work.run(() -> mails.queue(
                NewMail.toUser("letter:1", "LETTER", alice, Set.of("KA"), "₹1,180.00 is due", "Dear Alice")));
    }

    @Test
    void aServerWithoutEncryptionGetsNothing() throws Exception {
        try (SmtpTalk server = SmtpTalk.inTheClear()) {
            assertThat(round(server, shipped()).send()).isZero();
            assertThat(server.heardInTheClear())
                    .noneMatch(line -> line.contains("MAIL FROM") || line.contains("Alice"));
        }
        assertThat(shownToTheAdministrator()).contains("waiting", "STARTTLS is required");
    }

    @Test
    void aServerWhoseCertificateNobodyKnowsGetsNothing() throws Exception {
        try (SmtpTalk server = SmtpTalk.withOwnCertificate()) {
            assertThat(round(server, shipped()).send()).isZero();
            assertThat(server.heardInTheClear()).allMatch(line -> line.matches("EHLO .*|STARTTLS|QUIT"));
            assertThat(server.taken()).isZero();
        }
        assertThat(shownToTheAdministrator()).contains("waiting", "unable to find valid certification path");
    }

    @Test
    void aServerThatIsKnownByAnotherNameGetsNothing() throws Exception {
        try (SmtpTalk server = SmtpTalk.withOwnCertificate()) {
            assertThat(round(server, trusting(shipped())).send()).isZero();
            assertThat(server.taken()).isZero();
        }
        assertThat(shownToTheAdministrator()).contains("waiting", "No subject alternative names");
    }

    /** The control: but for the name nothing was wrong with that server. */
    @Test
    void whatGoesGoesEncrypted() throws Exception {
        try (SmtpTalk server = SmtpTalk.withOwnCertificate()) {
            Properties nameless = trusting(shipped());
            nameless.put("mail.smtp.ssl.checkserveridentity", "false");
            assertThat(round(server, nameless).send()).isEqualTo(1);
            assertThat(server.heardInTheClear()).allMatch(line -> line.matches("EHLO .*|STARTTLS"));
            assertThat(server.taken()).isEqualTo(1);
        }
    }

    private MailRound round(SmtpTalk server, Properties talk) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        sender.setJavaMailProperties(talk);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("server", sender);
        return new MailRound(
                outbox,
                settings,
                beans.getBeanProvider(JavaMailSender.class),
                "127.0.0.1",
                circles,
                notifications,
                texts,
                clock);
    }

    /** As they stand in application.yaml, whatever the other tests change. */
    private static Properties shipped() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties mail = new Properties();
        Objects.requireNonNull(yaml.getObject()).forEach((name, value) -> {
            String key = String.valueOf(name);
            if (key.startsWith("spring.mail.properties[")) {
                mail.put(key.substring("spring.mail.properties[".length(), key.length() - 1), String.valueOf(value));
            }
        });
        assertThat(mail).containsEntry("mail.smtp.starttls.required", "true");
        return mail;
    }

    private static Properties trusting(Properties mail) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(SmtpTalk.certificates());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        mail.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
        return mail;
    }

    private String shownToTheAdministrator() throws Exception {
        return mvc.get()
                .uri("/admin/mail")
                .with(cast.signedIn(ARUN))
                .exchange()
                .getResponse()
                .getContentAsString();
    }
}
