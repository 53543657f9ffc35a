-- What accounts used, by the day that bears it, as far as the cycles reach that the run closed.
create temp table day_usage on commit drop as
select e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project, count(*) as events, sum(e.quantity) as quantity,
       sum(e.credits) as credits
from borne_event e
where e.occurred_at < (select max(until_at) from cycle where run_no = :run and state = 'closed')
  -- late usage lies before the cycles that bear it
  and e.occurred_at >= (
      select least(min(c.from_at), min(l.occurred_at))
      from cycle c
      left join late_event l on l.bears_on = c.first_day and l.account_no = c.account_no
      where c.run_no = :run and c.state = 'closed')
group by e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project
