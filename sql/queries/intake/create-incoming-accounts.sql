create temp table incoming_account (
    account_id text collate "C", name text, currency text, places smallint, time_zone text, country text, tax_id text,
    email text, address text, parent_id text collate "C", payer_id text collate "C"
) on commit drop
