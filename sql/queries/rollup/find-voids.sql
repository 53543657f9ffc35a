-- Voids that wait, with the event each names where that is rolled up. What commits while the run rolls up is not, and waits.
create temp table void_target on commit drop as
select v.event_id as void_id, e.*, l.bears_on as late_on
from usage_void v
join event_key k on k.key = v.target
join usage_event e on e.occurred_at = k.occurred_at and e.account_no = v.account_no and e.event_id = v.voids
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
where v.run_no is null and e.occurred_at < :as_of
  and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at)
