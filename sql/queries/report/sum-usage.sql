-- The usage of the cycles that the run closed, as statements show it.
create temp table cycle_usage on commit drop as
select c.account_no, c.first_day, u.day, u.meter_no, u.agent, u.project, sum(u.events) as events,
       trim_scale(sum(u.quantity)) as quantity, round(sum(u.credits), 6) as credits
from (
    select e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project, count(*) as events,
           sum(e.quantity) as quantity, sum(e.credits) as credits
    from borne_event e
    where e.occurred_at < (select max(until_at) from cycle where run_no = :run and state = 'closed')
      -- late usage lies before the cycles that bear it
      and e.occurred_at >= (
          select least(min(c.from_at), min(l.occurred_at))
          from cycle c
          left join late_event l on l.bears_on = c.first_day and l.account_no = c.account_no
          where c.run_no = :run and c.state = 'closed')
    group by e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project
) u
join cycle c on c.account_no = u.account_no and c.first_day <= u.bears_on and u.bears_on < c.until_day
where c.run_no = :run and c.state = 'closed'
group by c.account_no, c.first_day, u.day, u.meter_no, u.agent, u.project
order by c.account_no
