-- Frees the identity of a run that booked nothing.
update run
set state = 'refused', ended_at = clock_timestamp(), message = :message
where run_no = :run and attempt = :attempt and state = 'posted'
