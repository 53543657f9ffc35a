select count(*) from stage_work where run_no = :run
