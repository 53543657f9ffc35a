-- Whether any of the pending usage can lie in closed time.
select exists (select 1 from pending_load where min_at < (select max(closed_until) from account_state)) as late
