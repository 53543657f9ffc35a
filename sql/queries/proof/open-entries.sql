-- All that was ever booked, by batch, kind and cycle.
create temp table entry_sum on commit drop as
select account_no, batch_no, kind, cycle, sum(credits) as credits, sum(value)::bigint as value,
       count(*) as entries, true as fresh
from ledger_entry
group by account_no, batch_no, kind, cycle
