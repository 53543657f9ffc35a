insert into reject (file, line, reason, detail, row)
select * from unnest(cast(:files as text[]), cast(:lines as bigint[]), cast(:reasons as text[]),
                     cast(:details as text[]), cast(:rows as text[]))
on conflict do nothing
