-- The number after those of all loads, of those that no import holds; held as long as the transaction that brings the load
-- in: whoever can take the lock of a load that is not whole knows that it never will be. No sequence counts them, for what
-- comes to nothing leaves no gap.
select load_no
from (select coalesce(max(load_no), 0) as last from usage_load) l
cross join lateral generate_series(l.last + 1, l.last + 1000) as load_no
where pg_try_advisory_xact_lock(hashtext('nightbook.load'), load_no::int)
limit 1
