-- A rejected row is open until the file in which it was given back comes in: mended, or without the row.
alter table reject
    add column resolved_no      bigint,      -- in the order of the resolving
    add column resolved_at      timestamptz,
    add column resolved_by      text,        -- the file
    add column resolved_intake  bigint;      -- the taking in of it
create index reject_same on reject (file, line);
create index reject_resolved on reject (resolved_no) where resolved_no is not null;
create sequence resolution;

-- The last resolution there was when a run posted: its documents never change.
alter table run add column resolutions bigint not null default 0;

-- What lies in a file that was given back to be mended: the rejects of the last taking in that was written there.
create table given_back (
    path        text primary key,
    intake_no   bigint not null
);

-- Those that are open, each of them once, however often its file was sent.
create or replace view rejected as
select distinct on (file, line, reason, detail, row) reject_no, file, line, reason, detail, row
from reject
where resolved_no is null
order by file, line, reason, detail, row, reject_no;

-- Those that are resolved and not open again, likewise.
create view resolved as
select distinct on (file, line, reason, detail, row)
       reject_no, file, line, reason, detail, row, resolved_at, resolved_by, resolved_intake
from reject r
where resolved_no is not null
  and not exists (
      select
      from reject o
      where o.file = r.file and o.line = r.line and o.reason = r.reason and o.detail = r.detail and o.row = r.row
        and o.resolved_no is null)
order by file, line, reason, detail, row, resolved_no desc, reject_no;
