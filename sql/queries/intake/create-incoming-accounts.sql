-- Once for each block of a file, empty.
create temp table if not exists incoming_account (
    account_id text collate "C", name text, currency text, places smallint, time_zone text, country text, tax_id text,
    email text, address text, parent_id text collate "C", payer_id text collate "C"
) on commit drop;
truncate incoming_account
