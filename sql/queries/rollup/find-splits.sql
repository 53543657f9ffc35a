-- Open days that were rolled up before a batch boundary inside them was known.
create temp table split_day on commit drop as
select distinct b.account_no, b.day
from batch_boundary b
join account_state s on s.account_no = b.account_no
where b.run_no is null
  and (s.closed_on is null or b.day >= s.closed_on)
  and exists (select 1 from usage_rollup r where r.account_no = b.account_no and r.bears_on = b.day and not r.late)
