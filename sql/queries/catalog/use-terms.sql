-- In one order, so that two at once do not wait for each other.
insert into term_in_use as u (subject, starts_on, name, said, until_on)
select t.subject, t.starts_on, t.name, t.said, t.until_on
from unnest(cast(:subjects as text[]), cast(:starts as date[]), cast(:names as text[]), cast(:said as text[]),
            cast(:until as date[])) as t (subject, starts_on, name, said, until_on)
where t.starts_on <= t.until_on
order by t.subject, t.starts_on, t.name
on conflict (subject, starts_on, name) do update set until_on = excluded.until_on
    where u.until_on < excluded.until_on
