-- What accounts used in a period and in the one before it, by what they are told apart by: also what was used before both and
-- not since. Days are the accounts' local days; what the last run booked.
select key, coalesce(sum(events) filter (where day >= :first), 0)::bigint as events,
       coalesce(round(sum(credits) filter (where day >= :first), 6), 0)::numeric(21, 6) as credits,
       coalesce(sum(events) filter (where day >= :before and day < :first), 0)::bigint as events_before,
       coalesce(round(sum(credits) filter (where day >= :before and day < :first), 6), 0)::numeric(21, 6) as credits_before
from (
    select case :by when 'agent' then e.agent when 'project' then e.project when 'meter' then m.meter_id
                    when 'category' then m.category else a.account_id end as key,
           e.day, e.events, e.credits
    from (
        select account_no, day, meter_no, agent, project, count(*) as events, sum(credits) as credits
        from borne_event
        where account_no = any (cast(:accounts as int[])) and day < :until
        group by account_no, day, meter_no, agent, project
    ) e
    join meter m on m.meter_no = e.meter_no
    join account a on a.account_no = e.account_no
) u
group by key
order by credits desc, credits_before desc, key collate "C"
