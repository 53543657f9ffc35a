-- opening + allocated - consumed - expired - rolled_out - voided = closing, over all accounts, from the cut-off before (empty:
-- from the beginning) to this one.
select a.currency, b.class::text, b.source::text, iso(s.since) as since, iso(r.cut_off) as until,
       sum(f.opening) as opening, sum(f.allocated) as allocated, sum(f.consumed) as consumed, sum(f.expired) as expired,
       sum(f.rolled_out) as rolled_out, sum(f.voided) as voided, sum(f.closing) as closing,
       money(sum(f.opening_value), a.places)::numeric as opening_value,
       money(sum(f.allocated_value), a.places)::numeric as allocated_value,
       money(sum(f.consumed_value), a.places)::numeric as consumed_value,
       money(sum(f.expired_value), a.places)::numeric as expired_value,
       money(sum(f.rolled_out_value), a.places)::numeric as rolled_out_value,
       money(sum(f.voided_value), a.places)::numeric as voided_value,
       money(sum(f.closing_value), a.places)::numeric as closing_value
from month_forward f
join run r on r.run_no = :run
left join lateral (select max(b.cut_off) as since from run b where b.state = 'posted' and b.cut_off < r.cut_off) s on true
join credit_batch b on b.batch_no = f.batch_no
join account a on a.account_no = b.account_no
group by s.since, r.cut_off, a.currency, a.places, b.class, b.source
order by a.currency, b.class, b.source
