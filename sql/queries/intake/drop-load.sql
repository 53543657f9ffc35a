-- A load that brought nothing: all of it was known, or wrong.
delete from usage_load where load_no = :load
