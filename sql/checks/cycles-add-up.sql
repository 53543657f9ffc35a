-- rated = consumed + uncovered + change of debt, cycle by cycle.
select account_no, first_day, rated, consumed, uncovered, debt, debt_before
from cycle_after
where rated <> consumed + uncovered + debt - coalesce(debt_before, 0)
