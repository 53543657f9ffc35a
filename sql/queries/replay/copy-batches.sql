copy stage_batch (run_no, account_no, batch_no, fresh, batch_id, class, source, allocated, nominal_at, effective_at,
    expires_at, value, origin_batch_id) from stdin with (format binary)
