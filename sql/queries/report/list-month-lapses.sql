-- What any account held at the month's cut-off that lapses within 90 days of it if it is not used, and the pace of its use.
with pace as (
    select b.account_no, sum(f.consumed) as consumed
    from month_forward f
    join credit_batch b on b.batch_no = f.batch_no
    group by b.account_no
)
select a.account_id, b.batch_id, b.class::text, b.source::text, iso(b.expires_at) as expires_at,
       lapses_within(b.expires_at, r.cut_off) as within_days, f.closing as remaining, a.currency,
       money(f.closing_value, a.places)::numeric as value, p.consumed as account_consumed
from month_forward f
join run r on r.run_no = :run
join credit_batch b on b.batch_no = f.batch_no
join account a on a.account_no = b.account_no
join pace p on p.account_no = b.account_no
where f.closing > 0 and lapses_within(b.expires_at, r.cut_off) is not null
order by b.expires_at, a.account_id, b.batch_id
