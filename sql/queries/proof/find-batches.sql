-- The batches that the run booked on, as they stand now.
create temp table batch_after on commit drop as
select b.*
from credit_batch b
join (
    select batch_no from ledger where entry_no > :mark
    union
    select batch_no from batch_before
) n on n.batch_no = b.batch_no
