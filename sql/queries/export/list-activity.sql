-- Days are the account's local days; the instants around them let months be passed over.
select a.account_id, iso(e.occurred_at) as occurred_at, e.event_id, nullif(e.agent, '') as agent,
       nullif(e.activity, '') as activity, nullif(e.project, '') as project, m.meter_id as meter,
       trim_scale(e.quantity) as quantity, round(e.credits, 6) as credits, case when e.late then 'true' else 'false' end as late
from borne_event e
join account a on a.account_no = e.account_no
join meter m on m.meter_no = e.meter_no
join cycle c on c.account_no = e.account_no and c.first_day <= e.bears_on and e.bears_on < c.until_day
where (cast(:accounts as int[]) is null
       or e.account_no = any (cast(:accounts as int[])) and c.account_no = any (cast(:accounts as int[])))
  and (cast(:month as date) is null
       or c.first_day >= cast(:month as date) and c.first_day < cast(:next_month as date))
  and (cast(:from_day as date) is null or e.day >= cast(:from_day as date))
  and (cast(:until_day as date) is null or e.day < cast(:until_day as date))
  and (cast(:from_at as timestamptz) is null or e.occurred_at >= cast(:from_at as timestamptz))
  and (cast(:until_at as timestamptz) is null or e.occurred_at < cast(:until_at as timestamptz))
  and (cast(:span_from as timestamptz) is null or e.occurred_at >= cast(:span_from as timestamptz))
  and (cast(:span_until as timestamptz) is null or e.occurred_at < cast(:span_until as timestamptz))
  and (cast(:meter as text) is null or m.meter_id = cast(:meter as text))
  and (cast(:agent as text) is null or e.agent = cast(:agent as text))
  and (cast(:project as text) is null or e.project = cast(:project as text))
order by a.account_id, e.occurred_at, e.event_id
