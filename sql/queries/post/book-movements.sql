-- Numbered from the last entry on, not by the sequence, which a failed try would leave with a gap.
insert into ledger (entry_no, run_no, account_no, batch_no, kind, credits, value, effective_at)
overriding system value
select (select coalesce(max(entry_no), 0) from ledger)
           + row_number() over (order by b.account_no, m.effective_at, m.kind, m.batch_id),
       :run, b.account_no, b.batch_no, m.kind, m.credits, m.value, m.effective_at
from stage_movement m
join credit_batch b on b.batch_id = m.batch_id
where m.run_no = :run
order by 1
