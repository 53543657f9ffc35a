copy stage_account (run_no, account_no, parked, closed_until, closed_on, closed_state, checkpoint_on, checkpoint,
    input_no, dirty_on, next_at, close_at, live, settled) from stdin with (format binary)
