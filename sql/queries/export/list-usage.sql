-- Days are the account's local days; the instants around them let months be passed over.
with u as materialized (
    select e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project, count(*) as events,
           sum(e.quantity) as quantity, sum(e.credits) as credits
    from borne_event e
    where (cast(:accounts as int[]) is null or e.account_no = any (cast(:accounts as int[])))
      and (cast(:from_day as date) is null or e.day >= cast(:from_day as date))
      and (cast(:until_day as date) is null or e.day < cast(:until_day as date))
      and (cast(:from_at as timestamptz) is null or e.occurred_at >= cast(:from_at as timestamptz))
      and (cast(:until_at as timestamptz) is null or e.occurred_at < cast(:until_at as timestamptz))
      and (cast(:span_from as timestamptz) is null or e.occurred_at >= cast(:span_from as timestamptz))
      and (cast(:span_until as timestamptz) is null or e.occurred_at < cast(:span_until as timestamptz))
      and (cast(:agent as text) is null or e.agent = cast(:agent as text))
      and (cast(:project as text) is null or e.project = cast(:project as text))
    group by e.account_no, e.bears_on, e.day, e.meter_no, e.agent, e.project
)
select a.account_id, c.first_day as cycle, u.day, m.meter_id as meter, m.category, nullif(u.agent, '') as agent,
       nullif(u.project, '') as project, u.events, trim_scale(u.quantity) as quantity, round(u.credits, 6) as credits
from u
join account a on a.account_no = u.account_no
join cycle c on c.account_no = u.account_no and c.first_day <= u.bears_on and u.bears_on < c.until_day
join meter m on m.meter_no = u.meter_no
where (cast(:accounts as int[]) is null or c.account_no = any (cast(:accounts as int[])))
  and (cast(:month as date) is null
       or c.first_day >= cast(:month as date) and c.first_day < cast(:next_month as date))
  and (cast(:meter as text) is null or m.meter_id = cast(:meter as text))
order by a.account_id, c.first_day, u.day, m.meter_id collate "C", u.agent, u.project
