-- Where the ledger ends before the run books.
select coalesce(max(entry_no), 0) as last_no from ledger
