-- Between which instants things happen that cycles bear, those of some accounts or of a month, and on which UTC days that is.
-- Late usage lies before the cycles that bear it; what ends with a cycle lies at its very end.
select span_from::text, span_until::text,
       array(select cast(d as date)::text
             from generate_series(utc_day(span_from), utc_day(span_until), interval '1 day') as d)::text as days
from (
    select least(min(c.from_at), min(l.occurred_at)) as span_from, max(c.until_at) + interval '1 microsecond' as span_until
    from cycle c
    left join late_event l on l.account_no = c.account_no and c.first_day <= l.bears_on and l.bears_on < c.until_day
    where (cast(cast(:accounts as text) as int[]) is null or c.account_no = any (cast(cast(:accounts as text) as int[])))
      and (cast(:month as date) is null
           or c.first_day >= cast(:month as date) and c.first_day < cast(:month as date) + interval '1 month')
) s
