-- The countries of all accounts, with how many are there and the first of them.
select country, count(*) as accounts, min(account_id) as first_id from account where country is not null group by country order by country
