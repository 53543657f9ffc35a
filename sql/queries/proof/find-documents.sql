-- The invoices that the run published as documents, and what they say.
create temp table document_after on commit drop as
select run_no, number, total from document where run_no = :run and number is not null
