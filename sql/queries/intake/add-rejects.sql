insert into reject (intake_no, file, line, reason, detail, row)
select :intake, *
from unnest(cast(:files as text[]), cast(:lines as bigint[]), cast(:reasons as text[]), cast(:details as text[]),
            cast(:rows as text[]))
