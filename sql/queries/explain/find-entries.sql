select e.account_no, e.batch_id, e.kind::text, e.credits, e.value, e.effective_at, e.cycle, r.run_no, r.job, r.as_of
from ledger_entry e
join run r on r.run_no = e.run_no
where e.account_no = any (:accounts)
order by e.account_no, e.effective_at, e.kind, e.entry_no
