-- What Nightbook stores about accounts, credits, cycles and invoices.
-- Ids are text in byte order (collate "C"); inside, small numbers stand for them.
-- Local days are reckoned outside the database, with one time-zone database only: here they are plain dates.

-- The UTC date of an instant.
create function utc_day(t timestamptz) returns date language sql immutable parallel safe return
    (t at time zone 'UTC')::date;

create sequence arrival;                     -- the order of acceptance over all inputs

create table account (
    account_no  int generated always as identity primary key,
    account_id  text collate "C" not null unique check (account_id <> ''),
    name        text not null,
    currency    text not null check (currency ~ '^[A-Z]{3}$'),
    places      smallint not null,           -- of the currency's minor unit
    time_zone   text not null,
    country     text,
    tax_id      text,
    email       text,
    address     text,
    parent_no   int references account,
    payer_no    int references account
);

create table subscription (
    account_no  int not null references account,
    starts_on   date not null,
    plan_id     text not null,
    ends_on     date check (ends_on >= starts_on),
    arrival     bigint not null default nextval('arrival'),
    primary key (account_no, starts_on, plan_id)
);

create type credit_class as enum ('free', 'paid');
create type credit_source as enum ('allowance', 'rollover', 'trial', 'bonus', 'top_up', 'grant', 'adjustment');
create type movement_kind as enum ('allocated', 'consumed', 'rolled_out', 'expired', 'voided');
create type batch_end as enum ('fixed', 'cycle');

create table credit_batch (
    batch_no        bigint generated always as identity primary key,
    account_no      int not null,            -- is there, see the guards
    batch_id        text collate "C" not null unique,
    class           credit_class not null,
    source          credit_source not null,
    allocated       numeric(21, 6) not null check (allocated >= 0),
    nominal_at      timestamptz not null,
    effective_at    timestamptz,             -- as booked; null until then
    expires_at      timestamptz,             -- exclusive; null: never, or not booked yet where the cycle decides
    ends            batch_end not null default 'fixed',
    priority        int not null default 0,
    categories      text[] not null default '{}',
    value           bigint not null default 0,       -- V, minor units
    price           bigint,                  -- of its invoice line, minor units; null: no line
    package_id      text,
    paid_at         timestamptz,
    payment_ref     text,
    voided_at       timestamptz,
    origin_batch_id text collate "C",        -- a rollover's, a bonus's
    arrival         bigint not null default 0,       -- 0: derived by the timeline
    input           text,                    -- the imported row in canonical form, as given
    resolved        text,                    -- and with what the catalog added
    booked          numeric(21, 6) not null default 0,
    consumed        numeric(21, 6) not null default 0,
    expired         numeric(21, 6) not null default 0,
    rolled_out      numeric(21, 6) not null default 0,
    voided          numeric(21, 6) not null default 0,
    value_left      bigint not null default 0,       -- what is left of V, once allocated
    remaining       numeric(21, 6) generated always as (booked - consumed - expired - rolled_out - voided) stored,
    constraint no_batch_below_zero check (booked - consumed - expired - rolled_out - voided >= 0)
) with (fillfactor = 50);                     -- a night may book on each of them: see cycle
create index credit_batch_origin on credit_batch (origin_batch_id) where source = 'bonus';

-- Instants inside local days at which a batch begins or ends: usage is rolled up so that none lies inside a slot.
create table batch_boundary (
    account_no  int not null references account,
    day         date not null,
    at          timestamptz not null,
    run_no      int,                         -- the first run that rolled up with it
    primary key (account_no, day, at)
);
create index batch_boundary_new on batch_boundary (account_no) where run_no is null;

create type run_state as enum ('running', 'failed', 'posted', 'refused', 'abandoned');

create table run (
    run_no      int generated always as identity primary key,
    job         text not null,
    identity    text not null,               -- the as-of's UTC date, with the accounts where parked ones are run again
    as_of       timestamptz not null,
    state       run_state not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    started_by  text not null,
    closes      boolean not null,
    catalog     text not null,               -- fingerprint of the catalog it ran with
    rejects     bigint,                      -- the last reject there was when it posted
    month       date,                        -- the seller's month that was first over for it, of all that closed cycles
    cut_off     timestamptz,                 -- when that month was over
    counts      json not null default '{}',
    message     text
);
-- Tables name runs by their number without a foreign key: it would look the same run up again for each row. No run is ever
-- deleted instead, see the guards.
create unique index run_posts_once on run (job, identity) where state = 'posted';

-- What the catalog said where it was used: rates for usage that was rated, plans for runs that posted.
create table term_in_use (
    subject     text collate "C" not null,   -- a plan, a meter, the order of drawing
    starts_on   date not null,               -- from this local day on; -infinity: since ever
    name        text collate "C" not null,
    said        text not null,
    until_on    date not null,               -- used up to this local day, or what follows it was
    primary key (subject, starts_on, name)
);

create table ledger (
    entry_no     bigint primary key,
    run_no       int not null,
    account_no   int not null,
    batch_no     bigint not null,            -- of the same account, see the guards
    kind         movement_kind not null,
    credits      numeric(21, 6) not null,    -- signed as it changes the batch
    value        bigint not null,            -- minor units, signed likewise
    effective_at timestamptz not null
);
-- By day, then account: what a night books lies side by side, however long the books are.
create index ledger_day on ledger (utc_day(effective_at), account_no);
create index ledger_run on ledger using brin (run_no) with (pages_per_range = 32, autosummarize = on);

create type cycle_kind as enum ('month', 'trial', 'paid');
create type cycle_state as enum ('open', 'ended', 'closed');

create table cycle (
    account_no  int not null,                -- is there, see the guards
    first_day   date not null,
    until_day   date not null,
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    kind        cycle_kind not null,
    state       cycle_state not null,
    plan_id     text not null,
    allocated   numeric(21, 6) not null,
    rated       numeric(21, 6) not null,
    consumed    numeric(21, 6) not null,
    uncovered   numeric(21, 6) not null,
    expired     numeric(21, 6) not null,
    rolled_over numeric(21, 6) not null,
    voided      numeric(21, 6) not null,
    debt        numeric(21, 6) not null check (debt >= 0),
    run_no      int not null,
    primary key (account_no, first_day),
    check (from_at < until_at)
) with (fillfactor = 50);                     -- a night may change each open cycle: pages hold a second version beside the first
create index cycle_first_day on cycle (first_day);
create index cycle_open on cycle (account_no) where state <> 'closed';

-- Where an account's timeline stands; the blobs are written and read by the replay step alone.
create table account_state (
    account_no    int primary key references account,
    closed_until  timestamptz,
    closed_on     date,                      -- the local date of closed_until
    closed_state  bytea,
    checkpoint_on date,
    checkpoint    bytea,
    dirty_on      date,                      -- inputs from this local day on came after the last posted run
    input_no      bigint not null default 0, -- changes with each input, so that a run forgets no later one
    live_batches  bigint[] not null default '{}',   -- those that did not end in closed time: a replay needs them
    next_at       timestamptz,               -- when something happens even without new inputs
    close_at      timestamptz,               -- when the next cycle is due to be closed
    posted_as_of  timestamptz,
    posted_run    int                        -- what later runs rolled up is not shown yet: the account is parked
) with (fillfactor = 45);
-- no statistics of what nobody asks for rows by
alter table account_state alter closed_state set statistics 0, alter checkpoint set statistics 0,
    alter live_batches set statistics 0;

create table parked (
    account_no  int not null references account,
    run_no      int not null,
    reason      text not null,
    primary key (account_no, run_no)
);

create table alert (
    account_no  int not null references account,
    first_day   date not null,
    threshold   int not null,
    used        numeric(21, 6) not null,
    allocation  numeric(21, 6) not null,
    run_no      int not null,
    primary key (account_no, first_day, threshold)
);

create table invoice (
    invoice_no    bigint generated always as identity primary key,
    run_no        int not null,
    number        text collate "C" not null unique,
    series        text not null,
    year          int not null,
    seq           int not null,
    issue_date    date not null,
    due_date      date not null,
    payer_no      int not null,
    month         date not null,
    currency      text not null,
    places        smallint not null,
    net           bigint not null,
    tax           bigint not null,
    total         bigint not null,
    paid          bigint not null,
    due           bigint not null,
    tax_category  text not null,
    tax_rate      numeric(6, 3) not null,
    payer_name    text not null,
    payer_address text,
    payer_country text,
    payer_tax_id  text,
    seller        jsonb not null,
    unique (series, year, seq),
    unique (run_no, payer_no, currency, month),
    check (total = net + tax and due = total - paid)
);

create table invoice_line (
    invoice_no   bigint not null,
    line_no      int not null,
    account_no   int not null,
    first_day    date not null,
    kind         text not null,
    subject      text not null,
    description  text not null,
    quantity     numeric not null,
    unit_price   numeric not null,
    net          bigint not null,
    paid         boolean not null,
    primary key (invoice_no, line_no)        -- its invoice and its cycle are there, see the guards
);
create index invoice_line_cycle on invoice_line (account_no, first_day);

create table document (
    run_no      int not null,
    path        text collate "C" not null,
    sha256      text not null,
    bytes       bigint not null,
    number      text collate "C",            -- of the invoice that it is
    total       bigint,                      -- what that says, in minor units
    primary key (run_no, path)
);

-- Makes the statistics of each table anew that has grown by half since they were made: what follows a great import or a first
-- run is planned for the tables as they are, however long the server's own daemon takes, or if it runs at all.
create function refresh_statistics() returns void language plpgsql as $$
declare
    part text;
begin
    for part in
        select c.oid::regclass::text
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
          and pg_relation_size(c.oid) / current_setting('block_size')::int > 1.5 * c.relpages
    loop
        execute 'analyze ' || part;
    end loop;
end $$;
