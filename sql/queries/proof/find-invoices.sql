-- The invoices of the run.
create temp table invoice_after on commit drop as select * from invoice where run_no = :run
