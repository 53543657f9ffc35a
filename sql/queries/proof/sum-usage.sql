-- What the run rolled up, by account and a day of the cycle that bears it; for accounts that earlier runs parked, theirs too.
-- Those of earlier runs are looked up account by account (offset 0 keeps it so): mostly there is none to look for.
create temp table usage_sum on commit drop as
with rolled as (
    select r.account_no, r.first_on, r.credits, c.account_no is not null as whole,
           case when c.account_no is null then r.days end as days,
           case when c.account_no is null then r.amounts end as amounts
    from usage_rollup r
    join stage_account a on a.run_no = r.run_no and a.account_no = r.account_no and a.parked is null
    left join cycle_after c on c.account_no = r.account_no and c.first_day <= r.first_on and r.last_on < c.until_day
    where r.run_no = :run and r.account_no not in (select account_no from recut)
), behind as (
    select distinct s.account_no, coalesce(s.posted_run, 0) as posted_run, coalesce(s.closed_on, '-infinity') as closed_on
    from parked p
    join account_state s on s.account_no = p.account_no
    join stage_account a on a.run_no = :run and a.account_no = p.account_no and a.parked is null
    where p.run_no > coalesce(s.posted_run, 0) and p.account_no not in (select account_no from recut)
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
select b.account_no, u.bears_on, u.credits
from behind b
cross join lateral (
    select u.bears_on, u.credits
    from usage_run n
    join usage_rollup o on o.run_no = n.run_no and o.account_no = b.account_no and o.last_on >= b.closed_on
    cross join lateral unnest(o.days, o.amounts) as u (bears_on, credits)
    where n.run_no > b.posted_run and n.run_no < :run and u.bears_on >= b.closed_on
    offset 0
) u
union all
select c.account_no, u.bears_on, u.credits
from recut r
join cycle_after c on c.account_no = r.account_no
cross join lateral (
    select u.bears_on, u.credits
    from usage_run n
    join usage_rollup o on o.run_no = n.run_no and o.account_no = c.account_no and o.last_on >= c.first_day
    cross join lateral unnest(o.days, o.amounts) as u (bears_on, credits)
    where n.last_on >= c.first_day and u.bears_on >= c.first_day and u.bears_on < c.until_day
    offset 0
) u
