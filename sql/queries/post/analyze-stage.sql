-- What the books are joined with them by.
analyze stage_account (run_no, account_no, parked), stage_batch (run_no, account_no, batch_no, fresh),
    stage_movement (run_no, account_no, batch_no, kind), stage_cycle (run_no, account_no, first_day, state),
    stage_charge (run_no, account_no, first_day, kind, subject), stage_tiered (run_no, account_no, bears_on, event_id)
