with merged as (
    insert into account (account_id, name, currency, places, time_zone, country, tax_id, email, address)
    select account_id, name, currency, places, time_zone, country, tax_id, email, address
    from incoming_account
    on conflict (account_id) do update
        set name = excluded.name, country = excluded.country, tax_id = excluded.tax_id, email = excluded.email,
            address = excluded.address
    returning account_no
)
insert into account_state (account_no)
select account_no from merged
on conflict do nothing
