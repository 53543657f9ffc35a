package io.nightbook.batch;

import io.nightbook.postgres.Database;
import io.nightbook.postgres.RunStore;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.dao.OptimisticLockingFailureException;

/** Spring Batch, set up over the books' own database: the job repository, and a job's steps one after the other. */
final class BatchJobs {

    private final Database database;
    private final Runner.Listener listener;
    private final JobRepository repository;

    BatchJobs(Books books, Runner.Listener listener) {
        this.database = books.database();
        this.listener = listener;
        this.repository = repository(database);
    }

    private static JobRepository repository(Database database) {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(database.source());
        factory.setTransactionManager(database.transactions());
        factory.setDatabaseType("POSTGRES");
        // the unique key of job instances is guard enough; SERIALIZABLE fails under parallel starts
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        try {
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new BatchFailed("The job repository cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * Executes a run's job, or goes on with an execution that failed or was left behind.
     *
     * @throws Refused as a step threw it; BatchFailed for anything else that went wrong
     */
    void execute(Runner.Order order, RunSteps steps) {
        Job job = job(order, steps);
        JobParameters parameters = new JobParametersBuilder()
                .addString("identity", order.identity(), true)
                .addLong("run", (long) steps.run().run(), true)
                .addString("as-of", order.asOf().toString(), false)
                .toJobParameters();
        try {
            JobExecution execution = start(job, parameters);
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw failure(order, execution);
            }
        } catch (Refused | BatchFailed e) {
            throw e;
        } catch (Exception e) {
            throw new BatchFailed(order.job().name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** The caller has claimed the run, so an execution that seems to run was left behind by a killed process. */
    private JobExecution start(Job job, JobParameters parameters) throws Exception {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(registry);
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        if (instance == null) {
            return operator.start(job, parameters);
        }
        repository.getJobExecutions(instance).forEach(this::end);
        JobExecution last = repository.getLastJobExecution(instance);
        if (last == null) {
            // cut off between the two transactions that make an instance and its execution
            repository.deleteJobInstance(instance);
            return operator.start(job, parameters);
        }
        return last.getStatus() == BatchStatus.COMPLETED ? last : operator.restart(last);
    }

    /**
     * Ends what an execution left open: a process that was killed leaves it and its steps running; one whose rollback or
     * commit failed leaves them unknown, which Spring Batch never starts again. Each step finds by itself what it has done.
     */
    private void end(JobExecution left) {
        for (StepExecution step : left.getStepExecutions()) {
            if (isOpen(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(ExitStatus.FAILED);
                step.setEndTime(ended(step.getLastUpdated(), step.getCreateTime()));
                repository.update(step);
            }
        }
        if (isOpen(left.getStatus())) {
            left.setStatus(BatchStatus.FAILED);
            left.setExitStatus(ExitStatus.FAILED);
            left.setEndTime(ended(left.getLastUpdated(), left.getCreateTime()));
            repository.update(left);
        }
    }

    /** When it was last heard of. */
    private static LocalDateTime ended(@Nullable LocalDateTime updated, LocalDateTime created) {
        return updated == null ? created : updated;
    }

    private static boolean isOpen(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }

    private RuntimeException failure(Runner.Order order, JobExecution execution) {
        Throwable cause = cause(execution.getAllFailureExceptions());
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof Refused refused) {
                return refused;
            }
        }
        return new BatchFailed(
                order.job().name() + " of " + order.identity() + " ended " + execution.getStatus() + ": "
                        + BatchFailed.reason(cause) + ". Start it again: it goes on where it stopped.",
                cause == null ? new IllegalStateException(execution.toString()) : cause);
    }

    /**
     * The first cause that says more than what follows from it: that a partition did not succeed, or that the repository knows
     * a step otherwise than it was before its rollback. They come in no order.
     */
    private static @Nullable Throwable cause(List<Throwable> causes) {
        return causes.stream()
                .filter(cause -> !(cause instanceof JobExecutionException) || cause.getCause() != null)
                .min(Comparator.comparing(OptimisticLockingFailureException.class::isInstance))
                .orElse(causes.isEmpty() ? null : causes.get(0));
    }

    private Job job(Runner.Order order, RunSteps steps) {
        SimpleJobBuilder job = null;
        boolean posted = new RunStore(database).isPosted(steps.run().run());
        for (String name : order.job().steps()) {
            Step step = step(name, steps, posted);
            job = job == null ? new JobBuilder(order.job().name(), repository).start(step) : job.next(step);
        }
        return Objects.requireNonNull(job).build();
    }

    /**
     * A step.
     *
     * @param posted whether the run has posted: what comes before is not done again then, and neither is the posting, even
     *     if the process was killed before that was noted. Until then a start that takes up what failed replays and closes
     *     again, for what was imported meanwhile.
     */
    private Step step(String name, RunSteps steps, boolean posted) {
        return switch (name) {
            case "rollup" -> tasklet(name, false, () -> steps.rollUp());
            case ReplayStep.NAME -> new ReplayStep(repository, database.transactions(), steps, listener).build(!posted);
            case "close" -> tasklet(name, !posted, steps::close);
            case "post" -> tasklet(name, false, posted ? () -> {} : () -> steps.post());
            case "alerts" -> tasklet(name, false, steps::alert);
            case "documents" -> tasklet(name, false, () -> steps.publish(listener));
            default -> throw new IllegalArgumentException("no step is called " + name);
        };
    }

    /** A step that is one transaction. */
    private Step tasklet(String name, boolean again, Runnable work) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            listener.step(name);
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        database.transactions())
                .allowStartIfComplete(again)
                .build();
    }
}
