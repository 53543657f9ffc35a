-- The cycles of an account leave no gap and do not overlap.
select account_no, until_before, first_day
from cycle_after
where until_before <> first_day
