-- All invoices.
create temp table invoice_after on commit drop as select * from invoice
