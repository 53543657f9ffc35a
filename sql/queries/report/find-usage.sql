select c.account_no, c.first_day, u.day, m.meter_id, m.category, u.agent, u.project, sum(u.events) as events,
       trim_scale(sum(u.quantity)) as quantity, round(sum(u.credits), 6) as credits
from cycle c
join day_usage u on u.account_no = c.account_no and u.bears_on >= c.first_day and u.bears_on < c.until_day
join meter m on m.meter_no = u.meter_no
where c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
  and u.account_no between :first and :last
group by c.account_no, c.first_day, u.day, m.meter_id, m.category, u.agent, u.project
order by c.account_no, c.first_day, u.day, m.meter_id collate "C", u.agent, u.project
