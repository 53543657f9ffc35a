select coalesce(sum(events), 0) as events, count(*) as rows from usage_rollup where run_no = :run
