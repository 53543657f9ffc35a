select e.entry_no as entry_id, a.account_id, e.batch_id, e.kind, e.credits, money(e.value, a.places) as value,
       iso(e.effective_at) as effective_at, e.cycle, e.run_no as run_id
from ledger_entry e
join account a on a.account_no = e.account_no
where asked_account(a.account_id) and asked_cycle(e.cycle)
order by a.account_id, e.effective_at, e.entry_no
