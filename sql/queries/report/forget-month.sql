drop table if exists month_forward
