with rollups as (delete from usage_rollup where run_no = :run),
     tiers as (delete from tiered_event where run_no = :run),
     revived as (update tiered_event set voided_run = null where voided_run = :run and run_no <> :run),
     meters as (update meter set tiered_run = null where tiered_run = :run),
     late as (delete from late_event where run_no = :run),
     voids as (update usage_void set run_no = null where run_no = :run),
     boundaries as (update batch_boundary set run_no = null where run_no = :run),
     days as (delete from usage_run where run_no = :run)
delete from load_rollup where run_no = :run
