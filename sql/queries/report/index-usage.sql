create index on cycle_usage (account_no)
