select nextval(pg_get_serial_sequence('credit_batch', 'batch_no')) as batch_no from generate_series(1, :count)
