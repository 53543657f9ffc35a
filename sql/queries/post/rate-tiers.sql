insert into usage_rollup (run_no, account_no, bears_on, slot, late, day, meter_no, agent, project, events, quantity,
    credits, cost)
select :run, t.account_no, t.bears_on, null, t.late, t.day, t.meter_no, t.agent, t.project, 0, 0,
       sum(s.credits - coalesce(t.credits, 0)), 0
from stage_tiered s
join tiered_event t on t.account_no = s.account_no and t.bears_on = s.bears_on and t.event_id = s.event_id
where s.run_no = :run
group by 2, 3, 5, 6, 7, 8, 9
having sum(s.credits - coalesce(t.credits, 0)) <> 0
