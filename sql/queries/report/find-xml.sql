-- Whether the run has published invoices as XML.
select exists (select from document where run_no = :run and path like '%/invoices/%.xml')
