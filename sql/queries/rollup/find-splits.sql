-- Open days that were rolled up before a batch boundary inside them was known.
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
