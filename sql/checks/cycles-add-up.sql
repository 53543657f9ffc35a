-- rated = consumed + uncovered + change of debt, cycle by cycle.
select account_no, first_day, rated, consumed, uncovered, debt, debt_before
from (
    select c.*, coalesce(lag(c.debt) over (partition by c.account_no order by c.first_day), 0) as debt_before
    from cycle c
    where c.account_no in (select account_no from touched)
) c
where rated <> consumed + uncovered + debt - debt_before
