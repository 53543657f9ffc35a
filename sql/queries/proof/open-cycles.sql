-- All cycles, each with what it has to follow.
create temp table cycle_after on commit drop as
select c.*, lag(c.until_day) over before as until_before, lag(c.debt) over before as debt_before
from cycle c
window before as (partition by c.account_no order by c.first_day)
