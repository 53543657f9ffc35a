-- A start cuts the month that it lies in, so the account is looked at again from that month's first day on.
update account_state s
set dirty_on = least(s.dirty_on, i.first_on), input_no = nextval('arrival')
from (
    select account_no, date_trunc('month', min(starts_on))::date as first_on
    from incoming_subscription
    group by account_no
) i
where s.account_no = i.account_no
