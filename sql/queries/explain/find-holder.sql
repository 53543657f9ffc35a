select account_no from credit_batch where batch_id = :batch
