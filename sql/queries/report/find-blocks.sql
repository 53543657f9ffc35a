-- Ranges of accounts of which a run closed cycles, with so many accounts in each.
select min(account_no) as first, max(account_no) as last, min(first_day) as first_day, max(until_day) as until_day
from (
    select account_no, min(first_day) as first_day, max(until_day) as until_day,
           (row_number() over (order by account_no) - 1) / :size as block
    from cycle
    where run_no = :run and state = 'closed'
    group by account_no
) a
group by block
order by block
