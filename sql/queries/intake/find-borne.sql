-- Of events to be voided, those that a closed cycle bears: rolled up, and not late in a cycle that is open still.
select k.key
from event_key k
join usage_event e on e.occurred_at = k.occurred_at
join account_state s on s.account_no = e.account_no
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
where k.key = any (cast(:keys as uuid[]))
  and e.account_no = any (:accounts)
  and e.event_id = any (:events)
  and e.day < s.closed_on
  and (l.bears_on is null or l.bears_on < s.closed_on)
  and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at)
