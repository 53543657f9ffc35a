-- All invoices that were published as documents, and what they say.
create temp table document_after on commit drop as
select run_no, number, total from document where number is not null
