update run set ended_at = clock_timestamp() where run_no = :run and attempt = :attempt
