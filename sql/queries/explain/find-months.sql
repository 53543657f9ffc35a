select distinct to_char(first_day, 'YYYY-MM') as month from cycle where account_no = :account order by month
