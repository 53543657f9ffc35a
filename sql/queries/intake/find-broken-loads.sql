-- Loads whose importer is gone: it sent the events and ended before it could say that they are all there. Nobody sees them.
with unfinished as materialized (select load_no from usage_load where events is null)
select load_no from unfinished where pg_try_advisory_xact_lock(hashtext('nightbook.load'), load_no::int)
