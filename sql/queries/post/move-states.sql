update account_state s
set closed_until = coalesce(a.closed_until, s.closed_until),
    closed_on = coalesce(a.closed_on, s.closed_on),
    closed_state = case when a.closed_until is null then s.closed_state else a.closed_state end,
    checkpoint_on = a.checkpoint_on,
    checkpoint = a.checkpoint,
    dirty_on = case when s.input_no = a.input_no then null else s.dirty_on end,
    live_batches = case when cardinality(a.live) + cardinality(a.settled) = 0 then s.live_batches
        else array(select b.no from unnest(s.live_batches || a.live) as b (no) where b.no <> all (a.settled)) end,
    next_at = a.next_at,
    close_at = a.close_at,
    posted_as_of = :as_of,
    posted_run = :run
from stage_account a
where a.run_no = :run and a.parked is null and a.account_no = s.account_no
