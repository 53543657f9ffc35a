-- Loads of which something lies before the as-of instant and is not rolled up yet, each with the instant from which on it is
-- not. A load of a slow writer shows up when it commits, however late.
select l.load_no, coalesce(max(r.until), '-infinity')::text as since, l.events, l.min_at,
       l.min_at < (select max(closed_until) from account_state) as late
from usage_load l
left join load_rollup r on r.load_no = l.load_no
where l.events > 0 and l.min_at < :as_of
group by l.load_no
having coalesce(max(r.until), '-infinity') <= l.max_at and coalesce(max(r.until), '-infinity') < :as_of
