-- One import of accounts, subscriptions or batches at a time, so that arrivals are in the order of commits.
select pg_advisory_xact_lock(hashtext('nightbook.inputs'))
