copy incoming_account (account_id, name, currency, places, time_zone, country, tax_id, email, address, parent_id,
    payer_id) from stdin
