update usage_load
set events = :events, min_at = :min_at, max_at = :max_at, months = cast(:months as date[])
where load_no = :load
