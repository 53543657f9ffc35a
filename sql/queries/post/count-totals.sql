select
    (select count(*) from stage_account where run_no = :run and parked is null) as accounts,
    (select count(*) from stage_account where run_no = :run and parked is not null) as parked,
    (select coalesce(sum(events), 0) from usage_rollup where run_no = :run) as events,
    (select coalesce(sum(entries), 0) from entry_sum where fresh) as entries,
    (select count(*) from stage_cycle where run_no = :run and state = 'closed') as cycles_closed,
    (select count(*) from invoice where run_no = :run) as invoices,
    (select coalesce(sum(credits), 0) from entry_sum where fresh and kind = 'allocated') as allocated,
    (select coalesce(-sum(credits), 0) from entry_sum where fresh and kind = 'consumed') as consumed,
    (select coalesce(-sum(credits), 0) from entry_sum where fresh and kind = 'expired') as expired,
    (select coalesce(-sum(credits), 0) from entry_sum where fresh and kind = 'rolled_out') as rolled_out,
    (select coalesce(-sum(credits), 0) from entry_sum where fresh and kind = 'voided') as voided
