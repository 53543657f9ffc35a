-- The cycles of an account leave no gap and do not overlap.
select account_no, first_day, until_day, next_day
from (
    select account_no, first_day, until_day, lead(first_day) over (partition by account_no order by first_day) as next_day
    from cycle
    where account_no in (select account_no from touched)
) c
where next_day <> until_day
