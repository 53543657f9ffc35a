-- The run has just filled them: what follows is planned for what they hold now, not for what they held before.
analyze account, account_state, cycle, credit_batch, ledger, invoice, invoice_line, usage_void, late_event, tiered_event,
    load_rollup
