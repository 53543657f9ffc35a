-- The same over all accounts, for each currency and source of credits: from the month's opening to its closing.
select a.currency, b.class::text, b.source::text,
       coalesce(sum(f.opening) filter (where f.opens), 0.000000) as opening, sum(f.allocated) as allocated,
       sum(f.consumed) as consumed, sum(f.expired) as expired, sum(f.rolled_out) as rolled_out, sum(f.voided) as voided,
       coalesce(sum(f.closing) filter (where f.closes), 0.000000) as closing,
       money(coalesce(sum(f.opening_value) filter (where f.opens), 0), a.places)::numeric as opening_value,
       money(sum(f.allocated_value), a.places)::numeric as allocated_value,
       money(sum(f.consumed_value), a.places)::numeric as consumed_value,
       money(sum(f.expired_value), a.places)::numeric as expired_value,
       money(sum(f.rolled_out_value), a.places)::numeric as rolled_out_value,
       money(sum(f.voided_value), a.places)::numeric as voided_value,
       money(coalesce(sum(f.closing_value) filter (where f.closes), 0), a.places)::numeric as closing_value
from batch_forward f
join account a on a.account_no = f.account_no
join credit_batch b on b.batch_no = f.batch_no
where f.first_day >= cast(:month as date) and f.first_day < cast(:month as date) + interval '1 month'
group by a.currency, a.places, b.class, b.source
order by a.currency, b.class, b.source
