with a as (delete from stage_account where run_no = :run), b as (delete from stage_batch where run_no = :run),
     m as (delete from stage_movement where run_no = :run), c as (delete from stage_cycle where run_no = :run),
     u as (delete from stage_touched where run_no = :run),
     g as (delete from stage_charge where run_no = :run), x as (delete from stage_tax where run_no = :run)
delete from stage_tiered where run_no = :run
