insert into stage_tax (run_no, payer_no, category, rate)
select :run, t.payer_no, t.category, t.rate
from unnest(cast(:payers as int[]), cast(:categories as text[]), cast(:rates as numeric[]))
    as t (payer_no, category, rate)
on conflict (run_no, payer_no) do update set category = excluded.category, rate = excluded.rate
