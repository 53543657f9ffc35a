-- the row that notes who made the schema has no version
select script, checksum, success
from nightbook.flyway_schema_history
where version is not null or type <> 'SCHEMA'
order by installed_rank
