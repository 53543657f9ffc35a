-- All batches.
create temp table batch_after on commit drop as select * from credit_batch
