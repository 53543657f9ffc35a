insert into rolled_sum (account_no, bears_on, slot, late, meter_no, events, credits, cost)
select account_no, day, slot, false, meter_no, sum(events), sum(credits), sum(cost)
from (
    select r.account_no, u.bears_on as day, u.slot, u.meter_no, -u.events as events, -u.credits as credits, -u.cost as cost
    from split_day d
    join usage_run n on n.first_on <= d.day and n.last_on >= d.day
    join usage_rollup r on r.run_no = n.run_no and r.account_no = d.account_no and r.last_on >= d.day
    cross join lateral unnest(r.days, r.slots, r.lates, r.meters, r.counts, r.amounts, r.costs)
        as u (bears_on, slot, late, meter_no, events, credits, cost)
    where u.bears_on = d.day and not u.late and u.meter_no <> all (:tiered)
    union all
    select e.account_no, e.day,
           (select max(b.at) from batch_boundary b
            where b.account_no = e.account_no and b.day = e.day and b.at <= e.occurred_at),
           e.meter_no, 1, coalesce(e.credits, 0), coalesce(e.cost, 0)
    from usage_event e
    join split_day d on d.account_no = e.account_no and d.day = e.day
    where e.occurred_at >= (select min(day) - 1 from split_day)
      and e.occurred_at < (select max(day) + 2 from split_day)
      and e.meter_no <> all (:tiered)
      and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at)
      and not exists (select 1 from usage_void v
                      where v.account_no = e.account_no and v.voids = e.event_id and v.run_no is not null)
) moved
group by account_no, day, slot, meter_no
having sum(events) <> 0 or sum(credits) <> 0 or sum(cost) <> 0
