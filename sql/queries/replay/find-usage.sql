-- Each day and a range of accounts in it: as they lie in the index.
select r.account_no, r.bears_on - date '1970-01-01' as epoch_day, r.slot, r.late, r.meter_no, r.events, r.credits, r.cost
from usage_rollup r
join unnest(cast(:accounts as int[]), cast(:since as date[])) as o (account_no, since)
    on o.account_no = r.account_no and r.bears_on >= o.since
where r.bears_on = any (cast(:days as date[])) and r.account_no between :first and :last
