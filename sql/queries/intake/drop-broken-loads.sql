with events as (delete from usage_event where load_no = any (:loads))
delete from usage_load where load_no = any (:loads)
