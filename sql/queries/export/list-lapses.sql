-- What lapses within 90 days of the last posted run if it is not used, beside what the account used in the 30 days before it.
with last as (
    select max(as_of) as at from run where state = 'posted'
), pace as (
    select account_no, -sum(credits) as consumed
    from ledger
    where kind = 'consumed' and utc_day(effective_at) >= utc_day((select at from last) - interval '30 days')
      and effective_at >= (select at from last) - interval '30 days'
      and (cast(:accounts as int[]) is null or account_no = any (cast(:accounts as int[])))
    group by account_no
)
select a.account_id, b.batch_id, b.class, b.source, iso(b.expires_at) as expires_at,
       lapses_within(b.expires_at, l.at) as within_days, b.remaining, a.currency,
       money(b.value_left, a.places) as value, coalesce(p.consumed, 0)::numeric(21, 6) as account_consumed_30_days
from last l
cross join credit_batch b
join account a on a.account_no = b.account_no
left join pace p on p.account_no = b.account_no
where b.remaining > 0 and lapses_within(b.expires_at, l.at) is not null
  and (cast(:accounts as int[]) is null or b.account_no = any (cast(:accounts as int[])))
order by b.expires_at, a.account_id, b.batch_id
