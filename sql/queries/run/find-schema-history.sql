select to_regclass('nightbook.flyway_schema_history') is not null
