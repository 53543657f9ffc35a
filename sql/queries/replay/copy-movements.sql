copy stage_movement (run_no, account_no, batch_id, kind, effective_at, credits, value) from stdin
