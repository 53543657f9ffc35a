insert into tiered_event (account_no, event_id, bears_on, late, occurred_at, day, meter_no, quantity, credits, agent,
    project, activity, properties, run_no)
select e.account_no, e.event_id, greatest(e.day, s.closed_on), e.day < coalesce(s.closed_on, '-infinity'), e.occurred_at,
       e.day, e.meter_no, e.quantity, null, e.agent, e.project, e.activity, e.properties, :run
from usage_event e
join unnest(cast(:loads as bigint[]), cast(:since as timestamptz[])) as p (load_no, since)
    on p.load_no = e.load_no and e.occurred_at >= p.since
join account_state s on s.account_no = e.account_no
where e.occurred_at < :as_of and e.occurred_at >= :earliest and e.load_no = any (:loads)
  and e.meter_no = any (:tiered)
