-- Numbered from the last entry on, not by a sequence, which a failed try would leave with a gap.
insert into ledger (entry_no, run_no, account_no, batch_no, kind, credits, value, effective_at)
select (select coalesce(max(entry_no), 0) from ledger)
           + row_number() over (order by account_no, effective_at, kind, batch_no),
       :run, account_no, batch_no, kind, credits, value, effective_at
from stage_movement
where run_no = :run
