-- A run is worked on by one process at a time: each start that takes it up counts one more, and what an earlier one
-- still tries is refused.
alter table run add attempt int not null default 1;

-- The steps of its job as they were when the run was asked for, so that whoever finds it unfinished can finish it.
alter table run add steps text[] not null default '{}';
update run
set steps = case when closes then array['rollup', 'replay', 'close', 'post', 'alerts', 'documents']
                 else array['rollup', 'replay', 'post', 'alerts'] end;

-- Which of the cycles that are due it closes, if it closes any.
alter table run add closing text not null default 'all';

-- Few of many: a start looks for them first.
create index run_unfinished on run (run_no) where state in ('running', 'failed', 'refused') or ended_at is null;

-- Runs that a living process works on: it holds a lock that bears their number, which the server drops when it dies.
create view live_run as
select distinct cast(objid as bigint) as run_no
from pg_locks
where locktype = 'advisory' and granted
  and classid = cast(cast(hashtext('nightbook.live') as bigint) & 4294967295 as oid)
  and database = (select oid from pg_database where datname = current_database());

-- Runs as people see them: what no process works on any more is not running, whatever it said last.
create view seen_run as
select r.*, l.run_no is not null as live,
       case when r.state = 'running' and l.run_no is null then 'interrupted' else cast(r.state as text) end as shown
from run r
left join live_run l on l.run_no = r.run_no;
