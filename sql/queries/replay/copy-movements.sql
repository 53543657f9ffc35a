copy stage_movement (run_no, account_no, batch_no, kind, effective_at, credits, value) from stdin with (format binary)
