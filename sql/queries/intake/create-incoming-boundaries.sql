-- Once for each block of a file, empty.
create temp table if not exists incoming_boundary (account_no int, day date, at timestamptz) on commit drop;
truncate incoming_boundary
