-- What the run that goes on has computed and not posted yet. Posting moves it into the books in one transaction, or not at
-- all. Where the server crashes, what is unlogged is gone and is computed again.

-- Accounts to look at, and the first local day on which anything may have changed.
create unlogged table stage_work (
    run_no        int not null,
    account_no    int not null,
    dirty_on      date,
    weight        bigint not null,           -- how much work it is
    primary key (run_no, account_no)
);

create unlogged table stage_account (
    run_no        int not null,
    account_no    int not null,
    parked        text,                      -- the reason; nothing else is staged then
    closed_until  timestamptz,               -- null: nothing closed by this run
    closed_on     date,
    closed_state  bytea,
    checkpoint_on date,
    checkpoint    bytea,
    input_no      bigint not null,           -- as it was read
    dirty_on      date,                      -- of a parked account: from where to look again
    next_at       timestamptz,
    close_at      timestamptz,
    live          bigint[] not null default '{}',   -- batches that the run adds and that do not end in closed time
    settled       bigint[] not null default '{}',   -- batches that ended in closed time
    primary key (run_no, account_no)
);

-- Batches that the books do not hold yet, or not as they come out now.
create unlogged table stage_batch (
    run_no          int not null,
    account_no      int not null,
    batch_no        bigint not null,
    fresh           boolean not null,        -- the books do not hold it
    batch_id        text collate "C" not null,
    class           credit_class not null,
    source          credit_source not null,
    allocated       numeric(21, 6) not null,
    nominal_at      timestamptz not null,
    effective_at    timestamptz not null,
    expires_at      timestamptz,
    value           bigint not null,
    origin_batch_id text collate "C"
);

create unlogged table stage_movement (
    run_no       int not null,
    account_no   int not null,
    batch_no     bigint not null,
    kind         movement_kind not null,
    effective_at timestamptz not null,
    credits      numeric(21, 6) not null,
    value        bigint not null
);

create unlogged table stage_cycle (
    run_no      int not null,
    account_no  int not null,
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
    debt        numeric(21, 6) not null
);

create unlogged table stage_charge (
    run_no      int not null,
    account_no  int not null,
    first_day   date not null,
    position    int not null,
    kind        text not null,
    subject     text not null,
    description text not null,
    quantity    numeric not null,
    unit_price  numeric not null,
    net         bigint not null,
    paid        boolean not null default false   -- by the instant of the close; known when it is invoiced
);

-- Credits of events of tiered meters as they should stand, where they differ from what stands.
create unlogged table stage_tiered (
    run_no      int not null,
    account_no  int not null,
    bears_on    date not null,
    event_id    text collate "C" not null,
    credits     numeric(21, 6) not null
);

-- The tax of those whom the run invoices, by what decides it.
create unlogged table stage_tax (
    run_no      int not null,
    country     text not null,               -- of the payer; empty: unknown
    has_tax_id  boolean not null,
    category    text not null,
    rate        numeric(6, 3) not null,
    primary key (run_no, country, has_tax_id)
);
