update account a
set parent_no = parent.account_no, payer_no = payer.account_no
from incoming_account i
    left join account parent on parent.account_id = i.parent_id
    left join account payer on payer.account_id = i.payer_id
where a.account_id = i.account_id
  and (a.parent_no is distinct from parent.account_no or a.payer_no is distinct from payer.account_no)
