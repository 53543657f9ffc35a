select account_no, account_id, name, currency, time_zone, country, tax_id, email, address,
       (select p.account_id from account p where p.account_no = a.parent_no) as parent_id,
       (select p.account_id from account p where p.account_no = a.payer_no) as payer_id
from account a
where account_id = any (:ids)
