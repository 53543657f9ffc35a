delete from waiting_document where run_no = :run
