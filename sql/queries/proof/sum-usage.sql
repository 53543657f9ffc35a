-- What the run rolled up, by account and a day of the cycle that bears it; for accounts that earlier runs parked, theirs too.
create temp table usage_sum on commit drop as
with rolled as (
    select r.account_no, r.first_on, r.credits, c.account_no is not null as whole,
           case when c.account_no is null then r.days end as days,
           case when c.account_no is null then r.amounts end as amounts
    from usage_rollup r
    join stage_account a on a.run_no = r.run_no and a.account_no = r.account_no and a.parked is null
    left join cycle_after c on c.account_no = r.account_no and c.first_day <= r.first_on and r.last_on < c.until_day
    where r.run_no = :run and r.account_no not in (select account_no from recut)
)
select account_no, first_on as bears_on, credits
from rolled
where whole
union all
select r.account_no, u.bears_on, u.credits
from rolled r
cross join lateral unnest(r.days, r.amounts) as u (bears_on, credits)
where not r.whole
union all
select o.account_no, r.bears_on, r.credits
from (
    select s.account_no, coalesce(s.posted_run, 0) as posted_run, coalesce(s.closed_on, '-infinity') as closed_on
    from account_state s
    join stage_account a on a.run_no = :run and a.account_no = s.account_no and a.parked is null
    where s.account_no not in (select account_no from recut)
      and exists (select 1 from parked p where p.account_no = s.account_no and p.run_no > coalesce(s.posted_run, 0))
) p
join usage_run n on n.run_no > p.posted_run and n.run_no < :run
join usage_rollup o on o.run_no = n.run_no and o.account_no = p.account_no
cross join lateral unnest(o.days, o.amounts) as r (bears_on, credits)
where r.bears_on >= p.closed_on
union all
select o.account_no, r.bears_on, r.credits
from cycle_after c
join usage_run n on n.last_on >= c.first_day
join usage_rollup o on o.run_no = n.run_no and o.account_no = c.account_no and o.last_on >= c.first_day
cross join lateral unnest(o.days, o.amounts) as r (bears_on, credits)
where c.account_no in (select account_no from recut) and r.bears_on >= c.first_day and r.bears_on < c.until_day
