insert into ledger (run_no, account_no, batch_no, kind, credits, value, effective_at)
select :run, b.account_no, b.batch_no, m.kind, m.credits, m.value, m.effective_at
from stage_movement m
join credit_batch b on b.batch_id = m.batch_id
where m.run_no = :run
order by b.account_no, m.effective_at, m.kind, m.batch_id
