insert into meter (meter_id, category)
select m.meter_id, m.category
from unnest(cast(:ids as text[]), cast(:categories as text[])) as m (meter_id, category)
left join meter k on k.meter_id = m.meter_id
where k.category is distinct from m.category
on conflict (meter_id) do update set category = excluded.category
