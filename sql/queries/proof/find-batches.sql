-- The batches that the run booked on, as they stand now.
create temp table batch_after on commit drop as
select b.batch_no, b.account_no, b.batch_id, b.source, b.effective_at, b.origin_batch_id, b.allocated, b.value, b.booked,
       b.consumed, b.expired, b.rolled_out, b.voided, b.remaining, b.value_left
from credit_batch b
join (
    select batch_no from ledger where entry_no > :mark
    union
    select batch_no from batch_before
) n on n.batch_no = b.batch_no
