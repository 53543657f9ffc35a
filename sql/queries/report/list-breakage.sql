-- Credits that lapsed in the cycles of a month, and what they were worth.
select a.account_id, e.cycle, e.batch_id, b.class::text, b.source::text, iso(e.effective_at) as lapsed_at,
       -sum(e.credits) as credits, a.currency, money(-sum(e.value), a.places)::numeric as breakage
from cycle c
join ledger_entry e on e.account_no = c.account_no and e.effective_at between c.from_at and c.until_at
    and e.cycle = c.first_day
join credit_batch b on b.batch_no = e.batch_no
join account a on a.account_no = c.account_no
where c.run_no = :run and c.state = 'closed' and e.kind = 'expired'
  and utc_day(e.effective_at) >= cast(:month as date) - 1
  and c.first_day >= cast(:month as date) and c.first_day < cast(:month as date) + interval '1 month'
group by a.account_id, e.cycle, e.batch_id, b.class, b.source, e.effective_at, a.currency, a.places
having sum(e.credits) <> 0 or sum(e.value) <> 0
order by a.account_id, e.cycle, e.effective_at, e.batch_id
