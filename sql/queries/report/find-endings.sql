-- What lapsed, rolled over or was voided in the closed cycles, a sum for each batch and instant.
select e.account_no, e.cycle as first_day, e.batch_id, e.kind::text, e.effective_at, -sum(e.credits) as credits
from ledger_entry e
join cycle c on c.account_no = e.account_no and c.first_day = e.cycle
where utc_day(e.effective_at) = any (
      array(select cast(d as date)
            from generate_series(cast(:first_day as date) - 1, cast(:until_day as date) + 1, interval '1 day') as d))
  and e.account_no between :first and :last and c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
  and e.kind in ('expired', 'rolled_out', 'voided')
group by e.account_no, e.cycle, e.batch_id, e.kind, e.effective_at
having sum(e.credits) <> 0
order by e.account_no, e.cycle, e.effective_at, e.kind, e.batch_id
