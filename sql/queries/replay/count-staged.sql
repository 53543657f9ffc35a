select count(*) as accounts, count(parked) as parked from stage_account where run_no = :run
