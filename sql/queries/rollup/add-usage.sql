-- Each day's sums as if no batch began or ended inside it, and the day that bears them.
insert into usage_rollup (run_no, account_no, first_on, last_on, events, credits, sums, days, slots, lates, meters, counts,
    amounts, costs)
select :run, account_no, min(bears_on), max(bears_on), sum(events), sum(credits), count(*), array_agg(bears_on),
       array_agg(cast(null as timestamptz)), array_agg(late), array_agg(meter_no), array_agg(events), array_agg(credits),
       array_agg(cost)
from (
    select s.account_no, greatest(e.day, s.closed_on) as bears_on, coalesce(e.day < s.closed_on, false) as late,
           e.meter_no, e.events, e.credits, e.cost
    from (
        select e.account_no, e.day, e.meter_no, count(*) as events,
               coalesce(sum(e.credits) filter (where e.meter_no <> all (:tiered)), 0) as credits,
               coalesce(sum(e.cost), 0) as cost
        from usage_event e
        join pending_load p on p.load_no = e.load_no and e.occurred_at >= p.since
        where e.occurred_at < :as_of and e.occurred_at >= :earliest and e.load_no = any (:loads)
        group by e.account_no, e.day, e.meter_no
    ) e
    join account_state s on s.account_no = e.account_no
) u
group by account_no, date_trunc('month', bears_on)
order by account_no
