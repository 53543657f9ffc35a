insert into usage_load (file, events, months) values (:file, 0, '{}') returning load_no
