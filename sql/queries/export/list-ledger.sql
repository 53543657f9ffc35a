-- Of a few accounts, day by day as they lie in the index; a date is the start of the account's local day.
select e.entry_no as entry_id, a.account_id, e.batch_id, e.kind, e.credits, money(e.value, a.places) as value,
       iso(e.effective_at) as effective_at, e.cycle, e.run_no as run_id
from ledger_entry e
join account a on a.account_no = e.account_no
where (cast(:accounts as int[]) is null
       or e.account_no = any (cast(:accounts as int[])) and utc_day(e.effective_at) = any (cast(:days as date[])))
  and (cast(:month as date) is null or e.cycle >= cast(:month as date) and e.cycle < cast(:next_month as date))
  and (cast(:span_from as timestamptz) is null
       or utc_day(e.effective_at) between utc_day(cast(:span_from as timestamptz)) and utc_day(cast(:span_until as timestamptz)))
  and (cast(:from_at as timestamptz) is null
       or utc_day(e.effective_at) >= utc_day(cast(:from_at as timestamptz))
          and e.effective_at >= cast(:from_at as timestamptz))
  and (cast(:until_at as timestamptz) is null
       or utc_day(e.effective_at) <= utc_day(cast(:until_at as timestamptz))
          and e.effective_at < cast(:until_at as timestamptz))
  and (cast(:froms as timestamptz[]) is null or e.effective_at
       >= (cast(:froms as timestamptz[]))[array_position(cast(:zones as text[]), a.time_zone)])
  and (cast(:untils as timestamptz[]) is null or e.effective_at
       < (cast(:untils as timestamptz[]))[array_position(cast(:zones as text[]), a.time_zone)])
order by a.account_id, e.effective_at, e.entry_no
