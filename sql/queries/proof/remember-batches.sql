-- The batches that the run books on, as they stand before it.
create temp table batch_before on commit drop as
select b.batch_no, b.booked, b.consumed, b.expired, b.rolled_out, b.voided, b.value_left
from movement_sum m
join credit_batch b on b.batch_no = m.batch_no
