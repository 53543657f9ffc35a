insert into parked (account_no, run_no, reason)
select account_no, run_no, parked from stage_account where run_no = :run and parked is not null
