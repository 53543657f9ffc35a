insert into usage_rollup (run_no, account_no, bears_on, slot, late, day, meter_no, agent, project, events, quantity,
    credits, cost)
select :run, e.account_no, greatest(e.day, s.closed_on),
       case when b.ats is not null and (s.closed_on is null or e.day >= s.closed_on) and e.meter_no <> all (:tiered)
           then (select max(x) from unnest(b.ats) x where x <= e.occurred_at) end as slot,
       e.day < coalesce(s.closed_on, '-infinity') as late, e.day, e.meter_no, e.agent, e.project,
       count(*), sum(e.quantity), sum(case when e.meter_no <> all (:tiered) then coalesce(e.credits, 0) else 0 end),
       coalesce(sum(e.cost), 0)
from usage_event e
join pending_load p on p.load_no = e.load_no and e.occurred_at >= p.since
join account_state s on s.account_no = e.account_no
left join (
    select account_no, day, array_agg(at) as ats
    from batch_boundary
    where day >= (select min(min_at)::date - 1 from pending_load)
    group by account_no, day
) b on b.account_no = e.account_no and b.day = e.day
where e.occurred_at < :as_of
  and e.occurred_at >= (select min(min_at) from pending_load)
  and e.load_no >= (select min(load_no) from pending_load)
  and e.load_no <= (select max(load_no) from pending_load)
  and not exists (select 1 from void_target v where v.incoming and v.account_no = e.account_no
                  and v.event_id = e.event_id)
group by 2, 3, 4, 5, 6, 7, 8, 9
order by 2, 3
