analyze batch_before (batch_no), cycle_before (account_no, first_day), batch_after (batch_no, batch_id, origin_batch_id),
    cycle_after (account_no, first_day)
