-- The events that local days bear, late ones included, as the account's last posted run saw them; of meters with tiers,
-- with what was used before each in the cycle that bears it.
with asked as (
    select d.account_no, d.day, s.posted_run
    from unnest(cast(:accounts as int[]), cast(:days as date[])) as d (account_no, day)
    join account_state s on s.account_no = d.account_no
), tiered as (
    select t.account_no, t.event_id, t.bears_on,
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
select e.account_no, e.event_id, e.occurred_at, e.day, e.bears_on, e.late, m.meter_id, m.category, e.quantity,
       round(e.credits, 6) as credits, e.cost, e.agent, e.project, e.activity, e.properties, t.before
from borne_event e
join asked d on d.account_no = e.account_no and d.day = e.bears_on
join meter m on m.meter_no = e.meter_no
left join tiered t on t.account_no = e.account_no and t.event_id = e.event_id and t.bears_on = e.bears_on
where e.account_no = any (:accounts)
  -- late usage lies before the days that bear it
  and e.occurred_at >= (
      select least(cast(min(d.day) - 1 as timestamptz), min(l.occurred_at))
      from asked d
      left join late_event l on l.account_no = d.account_no and l.bears_on = d.day)
  and e.occurred_at < (select cast(max(day) + 2 as timestamptz) from asked)
order by e.account_no, e.occurred_at, e.event_id
