package io.nightbook.quartz;

import io.nightbook.job.JobSpec;
import io.nightbook.job.Launch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running scheduler. Any number of them, in any processes, share the triggers of one database. */
public final class SchedulerNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulerNode.class);
    private static final String NAME = "nightbook";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Scheduler quartz;
    private final Gate gate = new Gate();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private SchedulerNode(Scheduler quartz) {
        this.quartz = quartz;
    }

    /**
     * A node that has brought the triggers in line with the jobs, looks at once at what is due, and then at each fire.
     *
     * @param source of connections whose search path has the tables of the job store; whoever opened it closes it
     * @param clock what tells since when a new job is known
     * @throws BadCron if a cron line cannot be read: nothing is started then
     * @throws SchedulerFailed if the job store cannot be used
     */
    public static SchedulerNode start(DataSource source, List<JobSpec> jobs, Launch launch, InstantSource clock) {
        jobs.forEach(Schedule::of);
        try {
            SchedulerNode node = new SchedulerNode(quartz(source));
            node.open(jobs, launch, clock);
            return node;
        } catch (SchedulerException e) {
            throw new SchedulerFailed("cannot start", e);
        }
    }

    private void open(List<JobSpec> jobs, Launch launch, InstantSource clock) throws SchedulerException {
        try {
            Timetable timetable = new Timetable(quartz, clock);
            quartz.setJobFactory((bundle, scheduler) -> new LaunchJob(launch, timetable, gate));
            timetable.reconcile(jobs);
            timetable.look();
            quartz.start();
        } catch (SchedulerException e) {
            close();
            throw e;
        }
    }

    /** Quartz keeps its schedulers by name in one JVM; a node has the same name as its neighbours and is not kept there. */
    private static Scheduler quartz(DataSource source) throws SchedulerException {
        String id = share(source);
        synchronized (SchedulerNode.class) {
            Scheduler quartz = new StdSchedulerFactory(properties(id)).getScheduler();
            SchedulerRepository.getInstance().remove(NAME);
            return quartz;
        }
    }

    /** Makes {@code source} known to Quartz under a name that nobody else has. */
    static String share(DataSource source) {
        String id = UUID.randomUUID().toString();
        DBConnectionManager.getInstance().addConnectionProvider(id, new Connections(source));
        return id;
    }

    /**
     * Triggers are acquired under the lock: without it a node that has read a trigger just before its neighbour fires it may
     * acquire it when the neighbour is done, and fire the same slot again.
     */
    private static Properties properties(String id) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME),
                Map.entry(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, id),
                Map.entry(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName()),
                Map.entry("org.quartz.threadPool.threadCount", "1"),
                Map.entry(StdSchedulerFactory.PROP_JOB_STORE_CLASS, SlotStore.class.getName()),
                Map.entry("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName()),
                Map.entry("org.quartz.jobStore.useProperties", "true"),
                Map.entry("org.quartz.jobStore.isClustered", "true"),
                Map.entry("org.quartz.jobStore.clusterCheckinInterval", "3000"),
                Map.entry("org.quartz.jobStore.acquireTriggersWithinLock", "true"),
                Map.entry("org.quartz.jobStore.dataSource", id)));
        return properties;
    }

    /** Waits until the node is closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /**
     * Starts nothing more, and waits up to a minute for the run that is going on. One that takes longer is left to be cut
     * off by the end of the process; the next start takes it up where it stopped. Safe to repeat.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            quartz.standby();
            boolean idle = gate.close(PATIENCE);
            if (!idle) {
                LOG.warn("The run that is going on is not awaited any longer; the next start goes on with it");
            }
            quartz.shutdown(idle);
        } catch (SchedulerException e) {
            throw new SchedulerFailed("cannot stop", e);
        } finally {
            closed.countDown();
        }
    }

    /** The connections of a source that belongs to someone else. */
    private record Connections(DataSource source) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}
