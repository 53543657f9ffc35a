select r.account_no, r.bears_on, r.slot, r.late, r.meter_no, sum(r.credits) as credits, sum(r.cost) as cost
from unnest(cast(:accounts as int[]), cast(:since as date[])) as o (account_no, since)
join usage_rollup r on r.account_no = o.account_no and r.bears_on >= o.since
where r.bears_on >= :earliest and r.account_no = any (:accounts)
group by r.account_no, r.bears_on, r.slot, r.late, r.meter_no
having sum(r.events) <> 0
