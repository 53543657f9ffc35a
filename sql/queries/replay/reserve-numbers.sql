with numbers as materialized (
    select cast(pg_get_serial_sequence('credit_batch', 'batch_no') as regclass) as of_batches
)
select nextval(of_batches) as batch_no from numbers cross join generate_series(1, :count)
