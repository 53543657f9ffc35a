-- What the ledger says of the cycles of a month, a sum for each batch, kind and instant, in the order of time.
select e.effective_at, a.time_zone, c.until_day - 1 as last_day, a.account_id, e.batch_id,
       case when b.source = 'rollover' then 'carried' when b.source = 'allowance' or b.price is not null or b.value = 0 then 'billed'
            else 'opening' end as origin,
       e.kind::text, a.currency, sum(e.credits) as credits, sum(e.value) as value
from cycle c
join ledger_entry e on e.account_no = c.account_no and e.effective_at between c.from_at and c.until_at
    and e.cycle = c.first_day
join credit_batch b on b.batch_no = e.batch_no
join account a on a.account_no = c.account_no
where c.run_no = :run and c.state = 'closed'
  and utc_day(e.effective_at) >= cast(:month as date) - 1
  and c.first_day >= cast(:month as date) and c.first_day < cast(:month as date) + interval '1 month'
group by e.effective_at, a.time_zone, c.until_day, a.account_id, e.batch_id, b.source, b.price, b.value, e.kind, a.currency
having sum(e.credits) <> 0 or sum(e.value) <> 0
order by e.effective_at, a.account_id, e.kind, e.batch_id
