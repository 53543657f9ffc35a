copy stage_cycle (run_no, account_no, first_day, until_day, from_at, until_at, kind, state, plan_id, allocated, rated,
    consumed, uncovered, expired, rolled_over, voided, debt) from stdin with (format binary)
