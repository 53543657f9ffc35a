select a.account_id, iso(e.occurred_at) as occurred_at, e.event_id, nullif(e.agent, '') as agent,
       nullif(e.activity, '') as activity, nullif(e.project, '') as project, m.meter_id as meter,
       trim_scale(e.quantity) as quantity, round(e.credits, 6) as credits, case when e.late then 'true' else 'false' end as late
from borne_event e
join account a on a.account_no = e.account_no
join meter m on m.meter_no = e.meter_no
join cycle c on c.account_no = e.account_no and c.first_day <= e.bears_on and e.bears_on < c.until_day
where asked_account(a.account_id) and asked_cycle(c.first_day)
order by a.account_id, e.occurred_at, e.event_id
