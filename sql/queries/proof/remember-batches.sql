-- The batches that the run books on, as they stand before it.
create temp table batch_before on commit drop as
select b.batch_no, b.booked, b.consumed, b.expired, b.rolled_out, b.voided, b.value_left
from credit_batch b
where b.batch_no in (select batch_no from stage_movement where run_no = :run)
