analyze entry_sum (account_no, batch_no, kind, cycle, fresh), usage_sum (account_no)
