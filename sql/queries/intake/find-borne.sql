-- Of events to be voided, those that a closed cycle bears: rolled up, and not late in a cycle that is open still.
select k.key
from unnest(cast(:keys as uuid[]), cast(:accounts as int[]), cast(:events as text[])) as v (key, account_no, event_id)
join event_key k on k.key = v.key
join usage_event e on e.occurred_at = k.occurred_at and e.account_no = v.account_no and e.event_id = v.event_id
join account_state s on s.account_no = e.account_no
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
where e.day < s.closed_on
  and (l.bears_on is null or l.bears_on < s.closed_on)
  and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at)
