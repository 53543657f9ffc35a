insert into late_event (account_no, event_id, bears_on, occurred_at, run_no)
select e.account_no, e.event_id, s.closed_on, e.occurred_at, :run
from usage_event e
join unnest(cast(:loads as bigint[]), cast(:since as timestamptz[])) as p (load_no, since)
    on p.load_no = e.load_no and e.occurred_at >= p.since
join account_state s on s.account_no = e.account_no
where e.occurred_at < least(:as_of, (select max(closed_until) from account_state))
  and e.occurred_at >= :earliest and e.load_no = any (:loads)
  and e.day < s.closed_on
