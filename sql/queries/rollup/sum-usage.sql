-- Each day's sums as if no batch began or ended inside it, and the day that bears them, of one part of the accounts. They are
-- the columns of usage_rollup, in its order. (A case, as the planner takes it for half of the rows, but a remainder for one
-- in two hundred.)
create temp table usage_part on commit drop as
select cast(:run as int) as run_no, account_no, min(bears_on) as first_on, max(bears_on) as last_on,
       cast(sum(events) as bigint) as events, sum(credits) as credits, cast(count(*) as int) as sums,
       array_agg(bears_on) as days, array_agg(cast(null as timestamptz)) as slots, array_agg(late) as lates,
       array_agg(meter_no) as meters, array_agg(events) as counts, array_agg(credits) as amounts, array_agg(cost) as costs
from (
    select s.account_no, greatest(e.day, s.closed_on) as bears_on, coalesce(e.day < s.closed_on, false) as late,
           e.meter_no, e.events, e.credits, e.cost
    from (
        select e.account_no, e.day, e.meter_no, count(*) as events,
               coalesce(sum(e.credits) filter (where e.meter_no <> all (:tiered)), 0) as credits,
               coalesce(sum(e.cost), 0) as cost
        from usage_event e
        join unnest(cast(:loads as bigint[]), cast(:since as timestamptz[])) as p (load_no, since)
            on p.load_no = e.load_no and e.occurred_at >= p.since
        where e.occurred_at < :as_of and e.occurred_at >= :earliest and e.load_no = any (:loads)
          and case e.account_no % :parts when :part then true else false end
        group by e.account_no, e.day, e.meter_no
    ) e
    join account_state s on s.account_no = e.account_no
) u
group by account_no, date_trunc('month', bears_on)
order by account_no
