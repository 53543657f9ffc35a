-- How many of some events an earlier load has voided, and one of them.
select count(distinct target) as events, min(voids) as one
from usage_void
where target = any (cast(:keys as uuid[])) and load_no <> :load
