-- All that is open is to be reckoned anew.
update account_state
set dirty_on = least(dirty_on, coalesce(closed_on, date '1970-01-01')), input_no = nextval('arrival')
