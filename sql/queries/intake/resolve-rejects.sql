-- What was given back is resolved, whichever taking in met the same row before.
with resolution as (select nextval('resolution') as no)
update reject r
set resolved_no = s.no, resolved_at = now(), resolved_by = :file, resolved_intake = :intake
from reject g, resolution s
where g.intake_no = :given
  and r.file = g.file and r.line = g.line and r.reason = g.reason and r.detail = g.detail and r.row = g.row
  and r.resolved_no is null
  and r.intake_no < :intake
