-- Once for each block of a file, empty.
create temp table if not exists incoming_batch (
    position int, account_no int, batch_id text collate "C", class credit_class, source credit_source,
    allocated numeric(21, 6), nominal_at timestamptz, expires_at timestamptz, ends batch_end, priority int,
    categories text[], value bigint, price bigint, package_id text, paid_at timestamptz, payment_ref text,
    voided_at timestamptz, origin_batch_id text collate "C", input text, resolved text, day date
) on commit drop;
truncate incoming_batch
