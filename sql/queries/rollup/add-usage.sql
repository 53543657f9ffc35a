-- Sums first, by day and the batch boundary inside it; then the day that bears each sum.
with boundary as (
    select account_no, day, array_agg(at) as ats
    from batch_boundary
    where day >= cast(:earliest as date) - 1
    group by account_no, day
), summed as (
    select e.account_no, e.day, e.meter_no,
           case when b.ats is not null and e.meter_no <> all (:tiered)
               then (select max(x) from unnest(b.ats) x where x <= e.occurred_at) end as slot,
           count(*) as events,
           coalesce(sum(e.credits) filter (where e.meter_no <> all (:tiered)), 0) as credits,
           coalesce(sum(e.cost), 0) as cost
    from usage_event e
    join pending_load p on p.load_no = e.load_no and e.occurred_at >= p.since
    left join boundary b on b.account_no = e.account_no and b.day = e.day
    where e.occurred_at < :as_of and e.occurred_at >= :earliest and e.load_no = any (:loads)
      -- a handful at most, looked up in memory
      and (e.account_no, e.event_id) not in (select account_no, event_id from void_target where incoming)
    group by 1, 2, 3, 4
)
insert into rolled_sum (account_no, bears_on, slot, late, meter_no, events, credits, cost)
select u.account_no, greatest(u.day, s.closed_on), case when u.day < s.closed_on then null else u.slot end,
       coalesce(u.day < s.closed_on, false), u.meter_no, u.events, u.credits, u.cost
from summed u
join account_state s on s.account_no = u.account_no
