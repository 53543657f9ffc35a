-- The whole books are proven as if one run had booked them: no cycle stood before it.
create temp table cycle_before on commit drop as
select c.account_no, c.first_day, c.until_day, c.allocated, c.rated, c.consumed, c.expired, c.rolled_over, c.voided
from cycle c where false
