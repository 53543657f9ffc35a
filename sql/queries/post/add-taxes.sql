insert into stage_tax (run_no, country, has_tax_id, category, rate)
select :run, t.country, t.has_tax_id, t.category, t.rate
from unnest(cast(:countries as text[]), cast(:have_tax_ids as boolean[]), cast(:categories as text[]),
            cast(:rates as numeric[])) as t (country, has_tax_id, category, rate)
on conflict (run_no, country, has_tax_id) do update set category = excluded.category, rate = excluded.rate
