-- The batches that the run booked on, as they stand now.
create temp table batch_after on commit drop as
select b.*
from credit_batch b
where b.batch_no in (select batch_no from ledger where entry_no > (select last_no from entry_mark))
   or b.batch_no in (select batch_no from batch_before)
