select coalesce(sum(events), 0) as events from stage_touched where run_no = :run
