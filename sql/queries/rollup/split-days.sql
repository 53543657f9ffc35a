with moved as (
    select r.account_no, r.bears_on as day, r.slot, r.meter_no, -r.events as events, -r.credits as credits,
           -r.cost as cost
    from usage_rollup r
    join split_day d on d.account_no = r.account_no and d.day = r.bears_on
    where not r.late and r.meter_no <> all (:tiered)
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
), added as (
    insert into usage_rollup (run_no, account_no, bears_on, slot, late, meter_no, events, credits, cost)
    select :run, account_no, day, slot, false, meter_no, sum(events), sum(credits), sum(cost)
    from moved
    group by account_no, day, slot, meter_no
    having sum(events) <> 0 or sum(credits) <> 0 or sum(cost) <> 0
    returning account_no, bears_on, events, credits
)
insert into stage_touched (run_no, account_no, bears_on, rows, events, credits)
select :run, account_no, bears_on, count(*), sum(events), sum(credits)
from added
group by account_no, bears_on
