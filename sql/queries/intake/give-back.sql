insert into given_back (path, intake_no)
values (:path, :intake)
on conflict (path) do update set intake_no = excluded.intake_no
