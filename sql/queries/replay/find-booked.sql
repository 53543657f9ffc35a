-- Each day and a range of accounts in it: as they lie in the index.
select l.account_no, b.batch_id, l.kind::text, l.effective_at, sum(l.credits) as credits, sum(l.value)::bigint as value
from ledger l
join unnest(cast(:accounts as int[]), cast(:since as timestamptz[])) as o (account_no, since)
    on o.account_no = l.account_no and l.effective_at >= o.since
join account_state s on s.account_no = l.account_no
join credit_batch b on b.batch_no = l.batch_no
where utc_day(l.effective_at) = any (cast(:days as date[])) and l.account_no between :first and :last
  -- what lapsed, rolled over and was carried at the end of the last closed cycle belongs to it
  and not coalesce(belongs(l.kind, l.effective_at, b.source, b.effective_at, '-infinity', s.closed_until), false)
group by 1, 2, 3, 4
having sum(l.credits) <> 0 or sum(l.value) <> 0
