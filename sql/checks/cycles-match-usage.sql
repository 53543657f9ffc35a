-- What a cycle says was rated moved by what was rolled up in it.
select account_no, first_day, sum(rated) as rated
from (
    select account_no, first_day, rated from cycle_after
    union all
    select account_no, first_day, -rated from cycle_before
    union all
    select u.account_no, c.first_day, -u.credits
    from usage_sum u
    left join cycle_after c on c.account_no = u.account_no and c.first_day <= u.bears_on and u.bears_on < c.until_day
) d
group by account_no, first_day
having sum(rated) <> 0
