select u.account_no, u.first_day, u.day, m.meter_id, m.category, u.agent, u.project, u.events, u.quantity, u.credits
from cycle_usage u
join meter m on m.meter_no = u.meter_no
where u.account_no between :first and :last
order by u.account_no, u.first_day, u.day, m.meter_id collate "C", u.agent, u.project
