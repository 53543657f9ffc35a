-- Meters that have tiers since this run; one that has none any more is forgotten.
with gone as (
    update meter set tiered_run = null where tiered_run is not null and meter_no <> all (:tiered)
)
update meter set tiered_run = :run where tiered_run is null and meter_no = any (:tiered)
returning meter_no
