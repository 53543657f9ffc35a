-- Accounts to look at, each with the latest state that nothing new reaches back behind: a checkpoint, or the end of the last
-- closed cycle.
select w.account_no, a.account_id, a.currency, a.time_zone, w.dirty_on, s.input_no, s.live_batches,
       case when s.checkpoint_on is not null and coalesce(w.dirty_on >= s.checkpoint_on, true)
           then s.checkpoint else s.closed_state end as state
from stage_work w
join account a on a.account_no = w.account_no
join account_state s on s.account_no = w.account_no
where w.run_no = :run and w.account_no between :first and :last
order by w.account_no
limit :limit
