-- What the run rolled up, by account and day; for accounts that earlier runs parked, theirs too.
create temp table usage_sum on commit drop as
select t.account_no, t.bears_on, sum(t.credits) as credits
from stage_touched t
join stage_account a on a.run_no = t.run_no and a.account_no = t.account_no and a.parked is null
where t.run_no = :run and t.account_no not in (select account_no from recut)
group by t.account_no, t.bears_on
union all
select r.account_no, r.bears_on, sum(r.credits)
from (
    select s.account_no, coalesce(s.posted_run, 0) as posted_run, coalesce(s.closed_on, '-infinity') as closed_on
    from account_state s
    join stage_account a on a.run_no = :run and a.account_no = s.account_no and a.parked is null
    where s.account_no not in (select account_no from recut)
      and exists (select 1 from parked p where p.account_no = s.account_no and p.run_no > coalesce(s.posted_run, 0))
) p
join usage_rollup r on r.account_no = p.account_no and r.bears_on >= p.closed_on and r.run_no > p.posted_run
    and r.run_no < :run
group by r.account_no, r.bears_on
union all
select r.account_no, r.bears_on, sum(r.credits)
from cycle_after c
join usage_rollup r on r.account_no = c.account_no and r.bears_on >= c.first_day and r.bears_on < c.until_day
where c.account_no in (select account_no from recut)
group by r.account_no, r.bears_on
