-- Open days with a batch boundary inside them and usage that does not heed it yet: all there is if the boundary is new, what
-- this run rolled up if not.
create temp table split_day on commit drop as
select distinct b.account_no, b.day
from batch_boundary b
join account_state s on s.account_no = b.account_no
where b.run_no is null
  and (s.closed_on is null or b.day >= s.closed_on)
  and exists (
      select 1
      from usage_run n
      join usage_rollup r on r.run_no = n.run_no and r.account_no = b.account_no and r.last_on >= b.day
      cross join lateral unnest(r.days, r.lates) as u (bears_on, late)
      where n.first_on <= b.day and n.last_on >= b.day and u.bears_on = b.day and not u.late)
union
select b.account_no, b.day
from usage_run n
join batch_boundary b on b.run_no is not null and b.day between n.first_on and n.last_on
join usage_rollup r on r.run_no = n.run_no and r.account_no = b.account_no and r.last_on >= b.day
cross join lateral unnest(r.days, r.lates) as u (bears_on, late)
where n.run_no = :run and u.bears_on = b.day and not u.late
