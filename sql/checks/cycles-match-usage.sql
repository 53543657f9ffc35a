-- What a cycle says was rated moved by what was rolled up in it.
select account_no, first_day, coalesce(a.rated, 0) - coalesce(b.rated, 0) as rated, coalesce(u.credits, 0) as rolled_up
from cycle_after a
full join cycle_before b using (account_no, first_day)
full join (
    select u.account_no, c.first_day, sum(u.credits) as credits
    from usage_sum u
    left join cycle_after c on c.account_no = u.account_no and c.first_day <= u.bears_on and u.bears_on < c.until_day
    group by u.account_no, c.first_day
) u using (account_no, first_day)
where coalesce(a.rated, 0) - coalesce(b.rated, 0) <> coalesce(u.credits, 0)
