update run
set state = cast(:state as run_state), ended_at = clock_timestamp(), message = :message
where run_no = :run and attempt = :attempt and state = 'running'
