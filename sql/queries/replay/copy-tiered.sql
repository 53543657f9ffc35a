copy stage_tiered (run_no, account_no, bears_on, event_id, credits) from stdin with (format binary)
