-- All batches.
create temp table batch_after on commit drop as
select b.batch_no, b.account_no, b.batch_id, b.source, b.effective_at, b.origin_batch_id, b.allocated, b.value, b.booked,
       b.consumed, b.expired, b.rolled_out, b.voided, b.remaining, b.value_left
from credit_batch b
