-- The whole books are proven as if one run had booked them: no batch stood before it.
create temp table batch_before on commit drop as
select b.batch_no, b.booked, b.consumed, b.expired, b.rolled_out, b.voided, b.value_left
from credit_batch b where false
