select a.account_id, iso(e.occurred_at) as occurred_at, e.event_id, nullif(e.agent, '') as agent,
       nullif(e.activity, '') as activity, nullif(e.project, '') as project, m.meter_id as meter,
       trim_scale(e.quantity) as quantity,
       round(coalesce(t.credits, e.credits, 0), 6) as credits,
       l.event_id is not null as late
from usage_event e
join account a on a.account_no = e.account_no
join account_state s on s.account_no = e.account_no
join meter m on m.meter_no = e.meter_no
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
left join tiered_event t on t.account_no = e.account_no and t.event_id = e.event_id
    and t.bears_on = coalesce(l.bears_on, e.day)
join cycle c on c.account_no = e.account_no and c.first_day <= coalesce(l.bears_on, e.day)
    and coalesce(l.bears_on, e.day) < c.until_day
where asked_account(a.account_id) and asked_cycle(c.first_day)
  and exists (select 1 from load_rollup r where r.load_no = e.load_no and r.until > e.occurred_at and r.run_no <= s.posted_run)
  and not exists (select 1 from usage_void v
                  where v.account_no = e.account_no and v.voids = e.event_id and v.run_no <= s.posted_run)
order by a.account_id, e.occurred_at, e.event_id
