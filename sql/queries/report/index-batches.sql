create index on batch_forward (account_no)
