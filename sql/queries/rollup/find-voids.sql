-- Voids that wait, with the event each names where it is there: rolled up already, or about to be. What commits while the
-- run rolls up is neither yet, and waits.
create temp table void_target on commit drop as
select v.event_id as void_id, e.*, l.bears_on as late_on, p.load_no is not null as incoming
from usage_void v
join event_key k on k.key = v.target
join usage_event e on e.occurred_at = k.occurred_at and e.account_no = v.account_no and e.event_id = v.voids
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
left join pending_load p on p.load_no = e.load_no and e.occurred_at >= p.since
where v.run_no is null and e.occurred_at < :as_of
  and (p.load_no is not null
       or exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at))
