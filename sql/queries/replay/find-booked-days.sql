-- The UTC days that hold bookings: where the blocks of a run look.
select min(utc_day(effective_at)) as first_booked, max(utc_day(effective_at)) as last_booked from ledger
