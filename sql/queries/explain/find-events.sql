-- The events that local days bear, late ones included, as the account's last posted run saw them; of meters with tiers,
-- with what was used before each in the cycle that bears it.
with asked as (
    select d.account_no, d.day, s.posted_run
    from unnest(cast(:accounts as int[]), cast(:days as date[])) as d (account_no, day)
    join account_state s on s.account_no = d.account_no
), tiered as (
    select t.account_no, t.event_id, t.bears_on, t.credits,
           coalesce(sum(t.quantity) over (
               partition by t.account_no, t.meter_no, c.first_day order by t.occurred_at, t.event_id
               rows between unbounded preceding and 1 preceding), 0) as before
    from tiered_event t
    join account_state s on s.account_no = t.account_no
    join cycle c on c.account_no = t.account_no and c.first_day <= t.bears_on and t.bears_on < c.until_day
    where t.account_no = any (:accounts) and t.run_no <= s.posted_run
      and (t.voided_run is null or t.voided_run > s.posted_run)
      and exists (select 1 from asked d
                  where d.account_no = c.account_no and c.first_day <= d.day and d.day < c.until_day)
)
select e.account_no, e.event_id, e.occurred_at, e.day, coalesce(l.bears_on, e.day) as bears_on,
       l.event_id is not null as late, m.meter_id, m.category, e.quantity,
       round(coalesce(t.credits, e.credits, 0), 6) as credits, e.cost, e.agent, e.project, e.activity, e.properties,
       t.before
from usage_event e
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
join asked d on d.account_no = e.account_no and d.day = coalesce(l.bears_on, e.day)
join meter m on m.meter_no = e.meter_no
left join tiered t on t.account_no = e.account_no and t.event_id = e.event_id
    and t.bears_on = coalesce(l.bears_on, e.day)
where e.account_no = any (:accounts)
  -- late usage lies before the days that bear it
  and e.occurred_at >= (
      select cast(least(min(d.day), min(r.day)) - 1 as timestamptz)
      from asked d
      left join usage_rollup r on r.account_no = d.account_no and r.bears_on = d.day and r.late)
  and e.occurred_at < (select cast(max(day) + 2 as timestamptz) from asked)
  and exists (select 1 from load_rollup r
              where r.load_no = e.load_no and r.until > e.occurred_at and r.run_no <= d.posted_run)
  and not exists (select 1 from usage_void v
                  where v.account_no = e.account_no and v.voids = e.event_id and v.run_no <= d.posted_run)
order by e.account_no, e.occurred_at, e.event_id
