select distinct time_zone from account order by time_zone
