update run set state = 'abandoned', ended_at = clock_timestamp(), message = 'another run took its place' where run_no = :run
