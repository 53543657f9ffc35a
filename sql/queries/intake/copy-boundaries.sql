copy incoming_boundary (account_no, day, at) from stdin
