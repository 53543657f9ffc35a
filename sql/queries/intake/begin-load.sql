insert into usage_load (load_no, file) overriding system value values (:load, :file)
