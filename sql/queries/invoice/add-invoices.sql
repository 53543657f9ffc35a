-- One invoice for each payer, currency and month, numbered without gaps in payer order; tax on the sum of its lines.
with lines as (
    select coalesce(a.payer_no, a.account_no) as payer_no, a.currency, a.places,
           date_trunc('month', c.first_day)::date as month, c.net, c.paid
    from stage_charge c
    join account a on a.account_no = c.account_no
    where c.run_no = :run
), sums as (
    select payer_no, currency, places, month, sum(net) as net, coalesce(sum(net) filter (where paid), 0) as paid_net
    from lines
    group by payer_no, currency, places, month
    having sum(net) <> 0
), taxed as (
    select s.*, p.account_id, p.name, p.address, p.country, p.tax_id, t.category, t.rate, round(s.net * t.rate * 0.01) as tax,
           s.paid_net + round(s.paid_net * t.rate * 0.01) as paid
    from sums s
    join account p on p.account_no = s.payer_no
    join stage_tax t on t.run_no = :run and t.country = coalesce(p.country, '') and t.has_tax_id = (p.tax_id is not null)
), numbered as (
    select t.*,
           (select coalesce(max(i.seq), 0) from invoice i where i.series = :series and i.year = :year)
               + row_number() over (order by t.account_id, t.currency, t.month) as seq
    from taxed t
)
insert into invoice (run_no, number, series, year, seq, issue_date, due_date, payer_no, month, currency, places, net, tax,
    total, paid, due, tax_category, tax_rate, payer_name, payer_address, payer_country, payer_tax_id, seller)
select :run, :series || '-' || :year || '-' || lpad(seq::text, greatest(5, length(seq::text)), '0'), :series, :year, seq,
       :issue_date, :due_date, payer_no, month, currency, places, net, tax, net + tax, paid, net + tax - paid, category,
       rate, name, address, country, tax_id, cast(:seller as jsonb)
from numbered
order by seq
