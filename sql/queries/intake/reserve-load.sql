-- The number of a load, held as long as the transaction that brings it in: whoever can take the lock of a load that is not
-- whole knows that it never will be.
select load_no, pg_advisory_xact_lock(hashtext('nightbook.load'), load_no::int)
from nextval(pg_get_serial_sequence('usage_load', 'load_no')) as load_no
