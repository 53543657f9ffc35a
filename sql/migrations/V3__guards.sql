-- What no program may do to the books, whoever connects.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the % is append-only: book a compensating entry instead', tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger ledger_append_only before update or delete on ledger
    for each statement execute function refuse_change();
create trigger ledger_no_truncate before truncate on ledger
    for each statement execute function refuse_change();
create trigger invoice_line_final before update or delete on invoice_line
    for each statement execute function refuse_change();
create trigger invoice_final before update or delete on invoice
    for each statement execute function refuse_change();

create function refuse_closed_cycle() returns trigger language plpgsql as $$
begin
    if old.state = 'closed' then
        raise exception 'cycle % of account % is closed: it never changes', old.first_day, old.account_no
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger cycle_closed_is_final before update or delete on cycle
    for each row when (old.state = 'closed') execute function refuse_closed_cycle();

-- Whether an entry belongs to a cycle: what lapses or rolls over at the very end of a cycle, the carry's allocation too,
-- belongs to the cycle that ended; all else at that instant to the one that begins.
create function belongs(kind movement_kind, at timestamptz, source credit_source, batch_from timestamptz,
        cycle_from timestamptz, cycle_until timestamptz) returns boolean language sql immutable return
    case
        when kind = 'rolled_out' or kind = 'expired' and batch_from < at or kind = 'allocated' and source = 'rollover'
        then cycle_from < at and at <= cycle_until
        else cycle_from <= at and at < cycle_until
    end;

-- One look for each statement, not for each row; without a limit, for which the server would look row by row. Credits never
-- move between accounts. What lapses or rolls over at the very end of a closed cycle, the carry's allocation too, belongs to
-- that cycle; what else happens at that instant belongs to the next one.
create function refuse_wrong_entries() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select e.account_no, e.batch_no, e.effective_at, b.account_no as holder into wrong
    from entries e
    left join credit_batch b on b.batch_no = e.batch_no
    left join account_state s on s.account_no = e.account_no
    where b.account_no is distinct from e.account_no
       or e.effective_at < s.closed_until
       or belongs(e.kind, e.effective_at, b.source, b.effective_at, '-infinity', s.closed_until);
    if not found then
        return null;
    end if;
    if wrong.holder is distinct from wrong.account_no then
        raise exception 'account %: batch % is not its own', wrong.account_no, wrong.batch_no
            using errcode = 'foreign_key_violation';
    end if;
    raise exception 'account %: an entry of batch % at % lies in closed time', wrong.account_no, wrong.batch_no,
        wrong.effective_at using errcode = 'restrict_violation';
end $$;
create trigger ledger_right_entries_only after insert on ledger referencing new table as entries
    for each statement execute function refuse_wrong_entries();

-- Accounts are never deleted, so one look at what is added is enough; the argument names the column.
create function refuse_strangers() returns trigger language plpgsql as $$
declare
    stranger int;
begin
    execute format('select r.%1$I from added r left join account a on a.account_no = r.%1$I
        where a.account_no is null', tg_argv[0]) into stranger;
    if stranger is not null then
        raise exception 'there is no account %', stranger using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger credit_batch_has_account after insert on credit_batch referencing new table as added
    for each statement execute function refuse_strangers('account_no');
create trigger cycle_has_account after insert on cycle referencing new table as added
    for each statement execute function refuse_strangers('account_no');
create trigger invoice_has_payer after insert on invoice referencing new table as added
    for each statement execute function refuse_strangers('payer_no');

create function refuse_stray_lines() returns trigger language plpgsql as $$
declare
    stray record;
begin
    select l.invoice_no, l.line_no into stray
    from lines l
    left join invoice i on i.invoice_no = l.invoice_no
    left join cycle c on c.account_no = l.account_no and c.first_day = l.first_day
    where i.invoice_no is null or c.account_no is null;
    if found then
        raise exception 'line % of invoice % has no such invoice or cycle', stray.line_no, stray.invoice_no
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger invoice_line_has_invoice after insert on invoice_line referencing new table as lines
    for each statement execute function refuse_stray_lines();

-- Each entry with the cycle that it belongs to.
create view ledger_entry as
select l.*, b.batch_id, c.first_day as cycle
from ledger l
join credit_batch b on b.batch_no = l.batch_no
join cycle c on c.account_no = l.account_no
    and belongs(l.kind, l.effective_at, b.source, b.effective_at, c.from_at, c.until_at);

-- An instant in UTC, such as 2026-10-31T23:59:59.999000Z, with a fraction only where there is one.
create function iso(t timestamptz) returns text language sql stable return
    to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
    || case when extract(microseconds from t)::bigint % 1000000 = 0 then '' else to_char(t at time zone 'UTC', '.US') end
    || 'Z';

-- Minor units as a decimal with the currency's places.
create function money(minor numeric, places int) returns text language sql immutable return
    round(minor * (array[1, 0.1, 0.01, 0.001, 0.0001])[places + 1], places)::text;

-- Within how many days of an instant it is that something lapses: 7, 30, 60, 90; null for later and for what lapsed before.
create function lapses_within(expires_at timestamptz, at timestamptz) returns int language sql stable return
    case when expires_at <= at then null
         when expires_at <= at + interval '7 days' then 7
         when expires_at <= at + interval '30 days' then 30
         when expires_at <= at + interval '60 days' then 60
         when expires_at <= at + interval '90 days' then 90 end;

-- What an export is asked for; absent means all.
create function asked_account(account_id text) returns boolean language sql stable return
    coalesce(nullif(current_setting('nightbook.account', true), ''), account_id) = account_id;
create function asked_cycle(first_day date) returns boolean language sql stable return
    coalesce(nullif(current_setting('nightbook.cycle', true), ''), to_char(first_day, 'YYYY-MM'))
        = to_char(first_day, 'YYYY-MM');

create trigger invoice_no_truncate before truncate on invoice
    for each statement execute function refuse_change();
create trigger invoice_line_no_truncate before truncate on invoice_line
    for each statement execute function refuse_change();
create trigger cycle_no_truncate before truncate on cycle
    for each statement execute function refuse_change();

create function refuse_deletion() returns trigger language plpgsql as $$
begin
    raise exception 'a % is never deleted: the books name it', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger run_is_kept before delete or truncate on run for each statement execute function refuse_deletion();
create trigger account_is_kept before delete or truncate on account for each statement execute function refuse_deletion();
