with u as materialized (
    select e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project, count(*) as events,
           sum(e.quantity) as quantity, sum(e.credits) as credits
    from borne_event e
    group by e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project
)
select a.account_id, c.first_day as cycle, u.day, m.meter_id as meter, m.category, nullif(u.agent, '') as agent,
       nullif(u.project, '') as project, u.events, trim_scale(u.quantity) as quantity, round(u.credits, 6) as credits
from u
join account a on a.account_no = u.account_no
join cycle c on c.account_no = u.account_no and c.first_day <= u.bears_on and u.bears_on < c.until_day
join meter m on m.meter_no = u.meter_no
where asked_account(a.account_id) and asked_cycle(c.first_day)
order by a.account_id, c.first_day, u.day, m.meter_id collate "C", u.agent, u.project
