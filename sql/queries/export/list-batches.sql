-- Of a month's cycles: those that moved in them. A date is the start of the account's local day.
select b.batch_id, a.account_id, b.class, b.source, b.allocated, iso(b.nominal_at) as nominal_at,
       iso(b.effective_at) as effective_at, iso(b.expires_at) as expires_at, b.remaining, b.consumed, b.expired,
       b.rolled_out, b.voided, money(b.value, a.places) as value, b.origin_batch_id
from credit_batch b
join account a on a.account_no = b.account_no
left join (
    select distinct e.batch_no
    from ledger_entry e
    where e.cycle >= cast(:month as date) and e.cycle < cast(:next_month as date)
      and utc_day(e.effective_at) between utc_day(cast(:span_from as timestamptz)) and utc_day(cast(:span_until as timestamptz))
      and (cast(:accounts as int[]) is null
           or e.account_no = any (cast(:accounts as int[])) and utc_day(e.effective_at) = any (cast(:days as date[])))
) m on m.batch_no = b.batch_no
where b.effective_at is not null and (b.booked > 0 or b.arrival > 0)
  and (cast(:month as date) is null or m.batch_no is not null)
  and (cast(:accounts as int[]) is null or b.account_no = any (cast(:accounts as int[])))
  and (cast(:from_at as timestamptz) is null or b.effective_at >= cast(:from_at as timestamptz))
  and (cast(:until_at as timestamptz) is null or b.effective_at < cast(:until_at as timestamptz))
  and (cast(:froms as timestamptz[]) is null or b.effective_at
       >= (cast(:froms as timestamptz[]))[array_position(cast(:zones as text[]), a.time_zone)])
  and (cast(:untils as timestamptz[]) is null or b.effective_at
       < (cast(:untils as timestamptz[]))[array_position(cast(:zones as text[]), a.time_zone)])
order by a.account_id, b.batch_id
