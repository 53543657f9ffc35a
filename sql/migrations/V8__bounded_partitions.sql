-- Whatever asks over all time locks each partition and each of its indexes, so a table has sixty of them at most: usage of
-- further months lies together in a last one, whose indexes find it.

-- Makes a partition and what it needs, then attaches it with these bounds; stops neither readers nor writers of the others.
create function make_partition(parent text, part text, bounds text) returns void language plpgsql as $$
begin
    execute format('create table %I (like %I including defaults)', part, parent);
    -- no statistics of what nobody asks for rows by
    if parent = 'usage_event' then
        execute format('alter table %I alter event_id set statistics 0, alter activity set statistics 0,
            alter properties set statistics 0, alter quantity set statistics 0, alter credits set statistics 0,
            alter cost set statistics 0', part);
        execute format('create index on %I using brin (load_no) with (pages_per_range = 32, autosummarize = on)', part);
        execute format('create index on %I using brin (occurred_at) with (pages_per_range = 32, autosummarize = on)', part);
    else
        -- its arrays are read whole, so they stay in the row as far as a page holds it
        execute format('alter table %I set (toast_tuple_target = 8160)', part);
        execute format('alter table %I alter days set statistics 0, alter slots set statistics 0,
            alter lates set statistics 0, alter meters set statistics 0, alter counts set statistics 0,
            alter amounts set statistics 0, alter costs set statistics 0', part);
        execute format('create index on %I (run_no, account_no)', part);
    end if;
    execute format('alter table %I attach partition %I %s', parent, part, bounds);
end $$;

-- Whether a table is there; asked of the catalog itself, as the name cache may not have heard yet of what another session
-- committed while this one waited.
create function is_table(name text) returns boolean language sql volatile as $$
    select exists (select from pg_class where relname = name and relnamespace = current_schema()::regnamespace);
$$;

-- The partitions of single months.
create function month_parts(parent text) returns setof name language sql volatile as $$
    select c.relname
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and c.relname <> parent || '_rest'
$$;

-- Makes room for a month where there is none: a partition of its own, or with all others the last one. Once that is there, no
-- other ever follows, since each would have to be sought in it first.
create or replace function ensure_month(parent text, month date) returns void language plpgsql as $$
declare
    part text := parent || '_' || to_char(month, 'YYYY_MM');
    rest text := parent || '_rest';
    most constant int := 60;
begin
    if to_regclass(rest) is not null or to_regclass(part) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('nightbook.ensure_month'), hashtext(parent));
    if is_table(rest) or is_table(part) then
        return;
    end if;
    if (select count(*) from month_parts(parent)) >= most then
        perform make_partition(parent, rest, 'default');
    elsif parent = 'usage_event' then
        perform make_partition(parent, part, format('for values from (%L) to (%L)',
            month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC'));
    else
        perform make_partition(parent, part, format('for values from (%L) to (%L)',
            month, (month + interval '1 month')::date));
    end if;
end $$;

-- Books from before the bound: moves the smallest month of a table that has more than sixty into its last partition, and says
-- whether there was any. A month at a time, for its transaction locks what it touches.
create function fold_month() returns boolean language plpgsql as $$
declare
    parent text;
    part text;
    rest text;
    most constant int := 60;
begin
    foreach parent in array array['usage_event', 'usage_rollup'] loop
        if (select count(*) > most from month_parts(parent)) then
            perform pg_advisory_xact_lock(hashtext('nightbook.ensure_month'), hashtext(parent));
            rest := parent || '_rest';
            select m.name into part
            from month_parts(parent) as m (name)
            order by pg_relation_size(format('%I', m.name)::regclass), m.name
            limit 1;
            execute format('alter table %I detach partition %I', parent, part);
            if not is_table(rest) then
                perform make_partition(parent, rest, 'default');
            end if;
            execute format('insert into %I select * from %I', rest, part);
            execute format('drop table %I', part);
            return true;
        end if;
    end loop;
    return false;
end $$;

create or replace function refresh_statistics() returns void language plpgsql as $$
declare
    part name;
begin
    for part in
        select c.relname
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
          and pg_relation_size(c.oid) / current_setting('block_size')::int > 1.5 * c.relpages
    loop
        execute format('analyze %I', part);
    end loop;
end $$;
