-- Day by day, a range of accounts in each: as they lie in the index.
select r.account_no, r.bears_on - date '1970-01-01' as epoch_day, r.slot, r.late, r.meter_no, r.events, r.credits, r.cost
from generate_series(cast(:first_on as date), cast(:last_on as date), interval '1 day') as d (day)
join usage_rollup r on r.bears_on = cast(d.day as date) and r.account_no between :first and :last
join unnest(cast(:accounts as int[]), cast(:since as date[])) as o (account_no, since)
    on o.account_no = r.account_no and r.bears_on >= o.since
