insert into stage_tax (run_no, country, has_tax_id, category, rate)
select :run, coalesce(t.country, ''), t.tax_id is not null, t.category, t.rate
from unnest(cast(:countries as text[]), cast(:tax_ids as text[]), cast(:categories as text[]), cast(:rates as numeric[]))
    as t (country, tax_id, category, rate)
on conflict (run_no, country, has_tax_id) do update set category = excluded.category, rate = excluded.rate
