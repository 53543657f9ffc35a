-- Accounts whose documents bear more than plain Latin letters.
select account_id, name, address, tax_id, email
from account
where octet_length(concat_ws('', account_id, name, address, tax_id, email))
      <> char_length(concat_ws('', account_id, name, address, tax_id, email))
order by account_id
