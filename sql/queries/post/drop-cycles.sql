delete from cycle c
using stage_account a
where a.run_no = :run and a.parked is null and c.account_no = a.account_no and c.state <> 'closed'
  and not exists (select 1 from stage_cycle s
                  where s.run_no = :run and s.account_no = c.account_no and s.first_day = c.first_day)
