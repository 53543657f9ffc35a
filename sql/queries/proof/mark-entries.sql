-- Where the ledger ends before the run books.
create temp table entry_mark on commit drop as select coalesce(max(entry_no), 0) as last_no from ledger
