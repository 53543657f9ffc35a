select c.first_day, m.meter_id, m.category, e.late, count(*) as events, sum(e.quantity) as quantity,
       round(sum(e.credits), 6) as credits, coalesce(sum(e.cost), 0) as cost
from borne_event e
join cycle c on c.account_no = e.account_no and c.first_day <= e.bears_on and e.bears_on < c.until_day
join meter m on m.meter_no = e.meter_no
where e.account_no = :account and e.bears_on >= :first_day and e.bears_on < :until_day
  -- late usage lies before the days that bear it
  and e.occurred_at >= coalesce(
      (select min(l.occurred_at) from late_event l
       where l.account_no = :account and l.bears_on >= :first_day and l.bears_on < :until_day),
      cast(:first_day as date) - 1)
  and e.occurred_at < cast(:until_day as date) + 1
group by 1, 2, 3, 4
order by 1, 4, 2
