-- What a cycle says was rated is what its usage adds up to.
select c.account_no, c.first_day, c.rated, u.credits
from cycle c
left join (
    select c.account_no, c.first_day, sum(r.credits) as credits
    from cycle c
    join usage_rollup r on r.account_no = c.account_no and r.bears_on >= c.first_day and r.bears_on < c.until_day
    join account_state s on s.account_no = c.account_no
    where c.account_no in (select account_no from touched)
      and r.run_no <= greatest(s.posted_run, current_setting('nightbook.run')::int)
    group by c.account_no, c.first_day
) u on u.account_no = c.account_no and u.first_day = c.first_day
where c.account_no in (select account_no from touched) and c.rated <> coalesce(u.credits, 0)
