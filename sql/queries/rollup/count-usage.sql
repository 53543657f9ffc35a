select coalesce(sum(events), 0) as events from usage_rollup where run_no = :run
