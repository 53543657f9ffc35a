select t.account_no, t.event_id, t.bears_on, t.late, t.occurred_at, t.day, t.meter_no, t.quantity, t.credits, t.agent,
       t.project, t.activity, t.properties
from tiered_event t
join account_state s on s.account_no = t.account_no
where t.account_no = any (:accounts) and t.voided_run is null
  and t.bears_on >= coalesce(s.closed_on, '-infinity')
