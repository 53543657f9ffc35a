drop table if exists batch_forward
