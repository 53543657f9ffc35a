-- Whether another import has brought in a load of this number.
select exists (select from usage_load where load_no = :load)
