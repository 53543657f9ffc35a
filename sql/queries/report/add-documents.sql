insert into document (run_no, path, sha256, bytes)
select :run, d.path, d.sha256, d.bytes
from unnest(cast(:paths as text[]), cast(:sums as text[]), cast(:bytes as bigint[])) as d (path, sha256, bytes)
on conflict (run_no, path) do update set sha256 = excluded.sha256, bytes = excluded.bytes
