insert into reject (intake_no, file, line, reason, detail, row)
select :intake, *
from unnest(cast(:files as text[]), cast(:lines as bigint[]), cast(:reasons as text[]), cast(:details as text[]),
            cast(:rows as text[]))
on conflict (file, line, reason, md5(detail), md5(row)) do update set intake_no = excluded.intake_no
