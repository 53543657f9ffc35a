-- All cycles.
create temp table cycle_after on commit drop as select * from cycle
