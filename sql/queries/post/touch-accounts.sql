create temp table touched on commit drop as
select account_no from stage_account where run_no = :run and parked is null
