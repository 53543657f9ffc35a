insert into rolled_sum (account_no, bears_on, slot, late, meter_no, events, credits, cost)
select e.account_no, coalesce(e.late_on, e.day),
       case when e.late_on is null and t.event_id is null then
           (select max(b.at) from batch_boundary b
            where b.account_no = e.account_no and b.day = e.day and b.at <= e.occurred_at)
       end,
       e.late_on is not null, e.meter_no, -1,
       -coalesce(case when t.event_id is null then e.credits else t.credits end, 0), -coalesce(e.cost, 0)
from void_target e
left join tiered_event t on t.account_no = e.account_no and t.bears_on = coalesce(e.late_on, e.day)
    and t.event_id = e.event_id
