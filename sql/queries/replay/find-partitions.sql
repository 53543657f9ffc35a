-- Ranges of accounts with as much work in one as in another.
select min(account_no) as first, max(account_no) as last
from (
    select account_no, (sum(weight) over (order by account_no) - 1) * :parts / sum(weight) over () as part
    from stage_work
    where run_no = :run
) p
group by trunc(part)
order by 1
