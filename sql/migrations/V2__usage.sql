-- Raw usage, stored once, and what is rolled up of it.

create table meter (
    meter_no   smallint generated always as identity primary key,
    meter_id   text collate "C" not null unique,
    category   text not null,
    tiered_run int                           -- the run since which its rates count over the cycle; null: they do not
);

-- One row for each file of an import. A reader asks which loads it has not rolled up yet, so a writer that commits late is
-- never passed over: no high-water mark is kept. Events arrive in a transaction of their own, just before the one that keeps
-- their keys says how many they are; until then nobody sees them.
create table usage_load (
    load_no    bigint generated always as identity primary key,
    file       text not null,
    events     bigint,                       -- null: not whole
    min_at     timestamptz,
    max_at     timestamptz,
    months     date[] not null default '{}'  -- the first days of the local months in it
);

-- What is rolled up of a load: everything before the instant, by this run.
create table load_rollup (
    load_no    bigint not null references usage_load,
    run_no     int not null references run,
    until      timestamptz not null,
    primary key (load_no, run_no)
);

-- Every event id once: key = hash of account and event id, digest = hash of the values.
create table event_key (
    key         uuid primary key,
    digest      uuid not null,
    occurred_at timestamptz not null
);

create table usage_event (
    occurred_at timestamptz not null,
    load_no     bigint not null,
    account_no  int not null,
    day         date not null,               -- local
    meter_no    smallint not null,
    quantity    numeric not null,
    credits     numeric,                     -- null where it depends on what was used before in the cycle
    cost        numeric,
    event_id    text collate "C" not null,
    agent       text collate "C" not null default '',
    project     text collate "C" not null default '',
    activity    text collate "C" not null default '',
    properties  text                         -- name=value lines, by name
) partition by range (occurred_at);

create table usage_void (
    account_no  int not null references account,
    event_id    text collate "C" not null,
    voids       text collate "C" not null,
    target      uuid not null,               -- the key of the event
    load_no     bigint not null,
    run_no      int,                         -- that took the event out, or met it and left it out
    primary key (account_no, event_id)
);
create index usage_void_voids on usage_void (account_no, voids);
create index usage_void_waiting on usage_void (target) where run_no is null;

-- Events of closed cycles, and the cycle that bears each.
create table late_event (
    account_no  int not null references account,
    event_id    text collate "C" not null,
    bears_on    date not null,
    occurred_at timestamptz not null,
    run_no      int not null,
    primary key (account_no, event_id)
);
create index late_event_bears on late_event (bears_on, account_no);

-- Rolled-up usage as the replay draws it, append-only: a row for each run, account and month; corrections are further rows.
-- Its sums stand side by side in arrays, an element for each key: the day that bears the usage (its local day, or the start of
-- the cycle that bears late usage), the batch boundary that it follows (null: the day's start), whether it is late, the meter.
create table usage_rollup (
    run_no      int not null,
    account_no  int not null,
    first_on    date not null,               -- the earliest day in it
    last_on     date not null,               -- the latest
    events      bigint not null,             -- of all its elements together
    credits     numeric not null,
    sums        int not null,                -- the number of its elements
    days        date[] not null,
    slots       timestamptz[] not null,
    lates       boolean[] not null,
    meters      smallint[] not null,
    counts      bigint[] not null,
    amounts     numeric[] not null,          -- credits
    costs       numeric[] not null
) partition by range (last_on);

-- The days that a run rolled up: where a replay looks for what it has to draw.
create table usage_run (
    run_no      int primary key,
    first_on    date not null,
    last_on     date not null
);

-- Events of meters with tiers, which are rated in the order of the cycle.
create table tiered_event (
    account_no  int not null,
    event_id    text collate "C" not null,
    bears_on    date not null,
    late        boolean not null,
    occurred_at timestamptz not null,
    day         date not null,
    meter_no    smallint not null,
    quantity    numeric not null,
    credits     numeric,
    agent       text collate "C" not null,
    project     text collate "C" not null,
    activity    text collate "C" not null,
    properties  text,
    run_no      int not null,
    voided_run  int,                         -- the run that took it out, or null
    primary key (account_no, bears_on, event_id)
);

create sequence intake;

-- Rows that were not accepted, by the taking in of a file that met them.
create table reject (
    reject_no   bigint generated always as identity primary key,
    intake_no   bigint not null,
    file        text not null,
    line        bigint not null,
    reason      text not null,
    detail      text not null,
    row         text not null
);
create index reject_intake on reject (intake_no, line);

-- Each of them once, however often its file was sent.
create view rejected as
select distinct on (file, line, reason, detail, row) reject_no, file, line, reason, detail, row
from reject
order by file, line, reason, detail, row, reject_no;

-- Creates the partition of a month where it is absent; needs no lock that stops readers or writers.
create function ensure_month(parent text, month date) returns void language plpgsql as $$
declare
    part text := parent || '_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(part) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('nightbook.ensure_month'), hashtext(part));
    -- asked of the table itself: the name cache may not have heard yet of what was committed while this waited
    if exists (select from pg_class where relname = part and relnamespace = current_schema()::regnamespace) then
        return;
    end if;
    execute format('create table %I (like %I including defaults)', part, parent);
    -- no statistics of what nobody asks for rows by
    if parent = 'usage_event' then
        execute format('alter table %I alter event_id set statistics 0, alter activity set statistics 0,
            alter properties set statistics 0, alter quantity set statistics 0, alter credits set statistics 0,
            alter cost set statistics 0', part);
        execute format('create index on %I using brin (load_no) with (pages_per_range = 32, autosummarize = on)', part);
        execute format('create index on %I using brin (occurred_at) with (pages_per_range = 32, autosummarize = on)', part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
            parent, part, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    else
        -- its arrays are read whole, so they stay in the row as far as a page holds it
        execute format('alter table %I set (toast_tuple_target = 8160)', part);
        execute format('alter table %I alter days set statistics 0, alter slots set statistics 0,
            alter lates set statistics 0, alter meters set statistics 0, alter counts set statistics 0,
            alter amounts set statistics 0, alter costs set statistics 0', part);
        execute format('create index on %I (run_no, account_no)', part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
            parent, part, month, (month + interval '1 month')::date);
    end if;
end $$;

-- Events as the last posted run of their account saw them: rolled up, not voided, rated, each with the day that bears it.
create view borne_event as
select e.account_no, e.event_id, e.occurred_at, e.day, coalesce(l.bears_on, e.day) as bears_on,
       l.event_id is not null as late, e.meter_no, e.quantity, coalesce(t.credits, e.credits, 0) as credits, e.cost,
       e.agent, e.project, e.activity, e.properties
from usage_event e
join account_state s on s.account_no = e.account_no
left join late_event l on l.account_no = e.account_no and l.event_id = e.event_id
left join tiered_event t on t.account_no = e.account_no and t.event_id = e.event_id
    and t.bears_on = coalesce(l.bears_on, e.day)
where exists (select 1 from load_rollup r
              where r.load_no = e.load_no and r.until > e.occurred_at and r.run_no <= s.posted_run)
  and not exists (select 1 from usage_void v
                  where v.account_no = e.account_no and v.voids = e.event_id and v.run_no <= s.posted_run);
