select c.first_day, m.meter_id, m.category, r.late, sum(r.events) as events, sum(r.quantity) as quantity,
       round(sum(r.credits), 6) as credits, sum(r.cost) as cost
from usage_rollup r
join account_state s on s.account_no = r.account_no and r.run_no <= s.posted_run
join cycle c on c.account_no = r.account_no and c.first_day <= r.bears_on and r.bears_on < c.until_day
join meter m on m.meter_no = r.meter_no
where r.account_no = :account and r.bears_on >= :first_day and r.bears_on < :until_day
group by 1, 2, 3, 4
having sum(r.events) <> 0
order by 1, 4, 2
