package io.nightbook.batch;

import io.nightbook.postgres.Database;
import io.nightbook.postgres.WorkStore.Range;
import io.nightbook.postgres.WorkStore.Work;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The replay as a partitioned step: ranges of accounts with about as much work in each, chunk by chunk.
 *
 * <p>Idempotent by key: what is staged is not read again, so a restart goes on where the last commit was.
 */
final class ReplayStep {

    static final String NAME = "replay";
    private static final int PARTS_PER_WORKER = 4;
    private static final Pattern NAMED = Pattern.compile(".*accounts(\\d+)-(\\d+)");

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final RunSteps steps;
    private final Runner.Listener listener;

    ReplayStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunSteps steps,
            Runner.Listener listener) {
        this.repository = repository;
        this.transactions = transactions;
        this.steps = steps;
        this.listener = listener;
    }

    /**
     * The step.
     *
     * @param again whether it is done again where it is complete, for what was imported since
     */
    Step build(boolean again) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("replay-");
        // one more than can work: some of them wait for the server
        executor.setConcurrencyLimit(Database.workers() + 1);
        return new StepBuilder(NAME, repository)
                .partitioner(NAME, partitioner())
                .step(new Worker())
                .gridSize(Database.workers() * PARTS_PER_WORKER)
                .taskExecutor(executor)
                .allowStartIfComplete(again)
                .build();
    }

    /**
     * Named by their ranges: a start that takes up what failed makes them anew, and Spring Batch keeps those it knows by name.
     * The name says all, for a process that is killed may leave a partition without its context.
     */
    private Partitioner partitioner() {
        return gridSize -> {
            Map<String, ExecutionContext> partitions = new HashMap<>();
            List<Range> ranges = steps.partitions(gridSize);
            listener.accountsInAll(steps.listed());
            for (Range range : ranges) {
                partitions.put("accounts" + range.first() + "-" + range.last(), new ExecutionContext());
            }
            return partitions;
        };
    }

    private static Range range(String partition) {
        Matcher named = NAMED.matcher(partition);
        if (!named.matches()) {
            throw new IllegalStateException(partition + " names no range of accounts");
        }
        return new Range(Integer.parseInt(named.group(1)), Integer.parseInt(named.group(2)));
    }

    /** One partition: a chunk-oriented step with a reader of its own. */
    private final class Worker implements Step {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean isAllowStartIfComplete() {
            return true;
        }

        @Override
        public void execute(StepExecution execution) throws org.springframework.batch.core.job.JobInterruptedException {
            Range range = range(execution.getStepName());
            new StepBuilder(NAME, repository)
                    .<Work, Work>chunk(WorkPages.PAGE)
                    .transactionManager(transactions)
                    .reader(new WorkReader(range))
                    .writer(chunk -> {
                        steps.replay(List.copyOf(chunk.getItems()));
                        listener.accounts(chunk.size());
                    })
                    .build()
                    .execute(execution);
        }
    }

    /** Reads the accounts of a range one by one. */
    private final class WorkReader implements ItemReader<Work> {

        private final WorkPages pages;
        private final Queue<Work> page = new ArrayDeque<>();

        WorkReader(Range range) {
            this.pages = new WorkPages(steps, range);
        }

        @Override
        public @Nullable Work read() {
            if (page.isEmpty()) {
                page.addAll(pages.next());
            }
            return page.poll();
        }
    }
}
