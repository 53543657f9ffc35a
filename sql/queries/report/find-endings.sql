-- What lapsed, rolled over or was voided in the closed cycles, a sum for each batch and instant.
select e.account_no, e.cycle as first_day, e.batch_id, e.kind::text, e.effective_at, -sum(e.credits) as credits
from cycle c
join ledger_entry e on e.account_no = c.account_no and e.effective_at between c.from_at and c.until_at
    and e.cycle = c.first_day
where c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
  and e.kind in ('expired', 'rolled_out', 'voided')
group by e.account_no, e.cycle, e.batch_id, e.kind, e.effective_at
having sum(e.credits) <> 0
order by e.account_no, e.cycle, e.effective_at, e.kind, e.batch_id
