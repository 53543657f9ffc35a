create index on day_usage (account_no)
