-- Meters beyond those known, with the accounts whose open time holds usage of them, rolled up or not.
with lost as (
    select meter_no, meter_id from meter where meter_id <> all(:known)
), used as (
    select l.meter_id, u.account_no
    from usage_rollup u
    cross join lateral unnest(u.meters, u.counts, u.days) as e (meter_no, events, day)
    join lost l on l.meter_no = e.meter_no
    left join account_state t using (account_no)
    where exists (select from lost) and (t.closed_on is null or u.last_on >= t.closed_on and e.day >= t.closed_on)
    group by l.meter_id, u.account_no
    having sum(e.events) <> 0
    union
    select l.meter_id, e.account_no
    from usage_event e
    join lost l using (meter_no)
    where exists (select from lost)
      and e.load_no in (select load_no from usage_load where events is not null
                        except select load_no from load_rollup)
)
select u.meter_id, count(*) as accounts, min(a.account_id) as one
from used u
join account a using (account_no)
group by u.meter_id
order by u.meter_id
