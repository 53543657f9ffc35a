create temp table incoming_boundary (account_no int, day date, at timestamptz) on commit drop
