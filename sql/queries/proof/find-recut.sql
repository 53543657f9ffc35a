-- Accounts whose cycles the run cut anew: what was booked before may lie in another cycle now, so all that is booked in
-- open time counts for them, and nothing before.
create temp table recut on commit drop as
select distinct b.account_no
from cycle_before b
left join cycle_after a on a.account_no = b.account_no and a.first_day = b.first_day and a.until_day = b.until_day
where a.account_no is null
