update batch_boundary set run_no = :run where run_no is null
