package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.IntegrationTest;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class JobTests {
    @Autowired
    private DataSource dataSource;

    @Test
    void aJobIsClaimedAndDoneByTheApplicationsRoleWithTheTextItWasGiven() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        OneTimeTask<String> task =
                Tasks.oneTime("greet", String.class).execute((instance, context) -> told.add(instance.getData()));
        Scheduler scheduler = Scheduler.create(dataSource, task)
                .serializer(new JobConfig.Text())
                .pollingInterval(Duration.ofMillis(50))
                .build();
        try {
            scheduler.start();
            scheduler.schedule(task.instance("1", "grüße"), Instant.EPOCH);

            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("grüße");
        } finally {
            scheduler.stop();
        }
    }
}
