insert into document (run_no, path, sha256, bytes, number, total)
select :run, d.path, d.sha256, d.bytes, d.number, d.total
from unnest(cast(:paths as text[]), cast(:sums as text[]), cast(:bytes as bigint[]), cast(:numbers as text[]),
            cast(:totals as bigint[])) as d (path, sha256, bytes, number, total)
on conflict (run_no, path) do update
set sha256 = excluded.sha256, bytes = excluded.bytes, number = excluded.number, total = excluded.total
