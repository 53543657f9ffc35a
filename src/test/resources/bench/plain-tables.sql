-- Plain tables with the same accounts and events, for the one statement.
create table plain_account as
select account_no, case when account_no % 10 < 7 then 'starter' else 'team' end as plan,
       case when account_no % 10 < 7 then 49.00 else 199.00 end::numeric(12, 2) as fee, 0.012::numeric(12, 6) as price,
       case when account_no % 10 < 7 then 1000 else 2000 end::bigint as monthly, 1000::bigint as cap,
       1000::bigint as granted, (account_no * 37 % 1000)::bigint as carried
from account;
alter table plain_account add primary key (account_no);
create table plain_event (event_no bigint primary key, account_no int not null references plain_account,
    occurred_at timestamptz not null, meter_no smallint not null, credits bigint not null);
insert into plain_event
select row_number() over (), account_no, occurred_at, meter_no, ceil(credits) from usage_event;
create index on plain_event (account_no, occurred_at);
create table plain_invoice (seq bigint primary key, account_no int not null references plain_account, number text not null,
    net numeric(14, 2) not null, tax numeric(14, 2) not null, total numeric(14, 2) not null,
    created_at timestamptz not null default clock_timestamp(), unique (account_no));
create table plain_invoice_line (seq bigint not null references plain_invoice, line int not null, kind text not null,
    description text not null, quantity bigint not null, unit_price numeric(12, 6) not null,
    amount numeric(14, 2) not null, primary key (seq, line));
create table plain_allowance (account_no int not null references plain_account, starts_on date not null,
    granted bigint not null, carried bigint not null, unique (account_no, starts_on));
