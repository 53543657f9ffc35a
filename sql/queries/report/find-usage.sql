select c.account_no, c.first_day, u.day, m.meter_id, m.category, u.agent, u.project, sum(u.events) as events,
       trim_scale(sum(u.quantity)) as quantity, round(sum(u.credits), 6) as credits
from cycle c
join usage_rollup u on u.account_no = c.account_no and u.bears_on >= c.first_day and u.bears_on < c.until_day
join meter m on m.meter_no = u.meter_no
where c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
  and u.run_no <= :run and u.account_no between :first and :last and u.bears_on >= :first_day and u.bears_on < :until_day
group by c.account_no, c.first_day, u.day, m.meter_id, m.category, u.agent, u.project
having sum(u.events) <> 0
order by c.account_no, c.first_day, u.day, m.meter_id collate "C", u.agent, u.project
