-- The days that hold usage, and those that hold bookings: where the blocks of a run look.
select (select min(bears_on) from usage_rollup) as first_used, (select max(bears_on) from usage_rollup) as last_used,
       (select min(utc_day(effective_at)) from ledger) as first_booked,
       (select max(utc_day(effective_at)) from ledger) as last_booked
