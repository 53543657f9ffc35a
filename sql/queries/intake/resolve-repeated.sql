-- A row that was resolved does not open again because its first file is sent once more.
update reject n
set resolved_no = s.resolved_no, resolved_at = s.resolved_at, resolved_by = s.resolved_by,
    resolved_intake = s.resolved_intake
from reject s
where n.intake_no = :intake
  and s.file = n.file and s.line = n.line and s.reason = n.reason and s.detail = n.detail and s.row = n.row
  and s.resolved_no = (
      select max(m.resolved_no)
      from reject m
      where m.file = n.file and m.line = n.line and m.reason = n.reason and m.detail = n.detail and m.row = n.row)
  and not exists (
      select
      from reject o
      where o.file = n.file and o.line = n.line and o.reason = n.reason and o.detail = n.detail and o.row = n.row
        and o.resolved_no is null and o.intake_no <> n.intake_no)
