-- What tiers changed in the credits of events.
insert into rolled_sum (account_no, bears_on, slot, late, meter_no, events, credits, cost)
select t.account_no, t.bears_on, null, t.late, t.meter_no, 0, sum(s.credits - coalesce(t.credits, 0)), 0
from stage_tiered s
join tiered_event t on t.account_no = s.account_no and t.bears_on = s.bears_on and t.event_id = s.event_id
where s.run_no = :run
group by t.account_no, t.bears_on, t.late, t.meter_no
having sum(s.credits - coalesce(t.credits, 0)) <> 0
