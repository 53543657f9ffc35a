select b.batch_id, a.account_id, b.class, b.source, b.allocated, iso(b.nominal_at) as nominal_at,
       iso(b.effective_at) as effective_at, iso(b.expires_at) as expires_at, b.remaining, b.consumed, b.expired,
       b.rolled_out, b.voided, money(b.value, a.places) as value, b.origin_batch_id
from credit_batch b
join account a on a.account_no = b.account_no
left join (
    select distinct batch_no
    from ledger_entry
    where coalesce(current_setting('nightbook.cycle', true), '') <> '' and asked_cycle(cycle)
) m on m.batch_no = b.batch_no
where b.effective_at is not null and (b.booked > 0 or b.arrival > 0) and asked_account(a.account_id)
  and (coalesce(current_setting('nightbook.cycle', true), '') = '' or m.batch_no is not null)
order by a.account_id, b.batch_id
