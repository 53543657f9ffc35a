-- Whether any void waits for its event.
select exists (select from usage_void where run_no is null)
