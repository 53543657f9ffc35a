-- What open cycles rolled up of meters before they had tiers counts for these, and stands as it was rated.
insert into tiered_event (account_no, event_id, bears_on, late, occurred_at, day, meter_no, quantity, credits, agent,
    project, activity, properties, run_no)
select e.account_no, e.event_id, coalesce(l.bears_on, e.day), l.bears_on is not null, e.occurred_at, e.day, e.meter_no,
       e.quantity, coalesce(e.credits, 0), e.agent, e.project, e.activity, e.properties, :run
from usage_event e
join account_state s on s.account_no = e.account_no
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
where e.meter_no = any (:meters) and coalesce(l.bears_on, e.day) >= coalesce(s.closed_on, '-infinity')
  and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at)
  and not exists (select 1 from usage_void v
                  where v.account_no = e.account_no and v.voids = e.event_id and v.run_no is not null)
on conflict do nothing
