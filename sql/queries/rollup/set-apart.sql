-- One account's part of what a rollup reads and writes, in temporary tables of the same names, which stand before the others
-- until the transaction ends: so it is rolled up for nobody else, and neither waits for a run nor lets one wait. What a run
-- that has not posted rolled up counts as this one's. Each is copied while its source is still seen.
create temp table usage_event on commit drop as
select e.*
from usage_event e
join account_state s on s.account_no = e.account_no
where e.account_no = :account and e.occurred_at < :as_of
  and e.occurred_at >= least(
      cast(:earliest as timestamptz),
      (select coalesce(closed_until, '-infinity') - interval '2 days' from account_state where account_no = :account),
      (select min(k.occurred_at)
       from usage_void v
       join event_key k on k.key = v.target
       where v.account_no = :account and v.run_no is null),
      (select min(l.occurred_at)
       from late_event l
       join account_state c on c.account_no = l.account_no and l.bears_on >= c.closed_on
       where l.account_no = :account))
  and (e.load_no = any (cast(:loads as bigint[]))
       or e.day in (select b.day from batch_boundary b where b.account_no = :account)
       or e.event_id in (select v.voids from usage_void v where v.account_no = :account and v.run_no is null)
       or e.meter_no in (select m.meter_no from meter m where m.tiered_run is null and m.meter_id = any (:tiered)));

create temp table load_rollup on commit drop as
select * from load_rollup where load_no in (select load_no from usage_event);

create temp table usage_rollup on commit drop as
select case when r.run_no > coalesce(s.posted_run, 0) then :run else r.run_no end as run_no, r.account_no, r.first_on,
       r.last_on, r.events, r.credits, r.sums, r.days, r.slots, r.lates, r.meters, r.counts, r.amounts, r.costs
from usage_rollup r
join account_state s on s.account_no = r.account_no
where r.account_no = :account and r.last_on >= coalesce(s.closed_on, '-infinity');

create temp table usage_run on commit drop as select * from usage_run;
alter table usage_run add primary key (run_no);

create temp table tiered_event on commit drop as
select t.*
from tiered_event t
join account_state s on s.account_no = t.account_no
where t.account_no = :account and t.bears_on >= coalesce(s.closed_on, '-infinity');
alter table tiered_event add primary key (account_no, bears_on, event_id);

create temp table usage_void on commit drop as select * from usage_void where account_no = :account;
create temp table late_event on commit drop as select * from late_event where account_no = :account;
create temp table batch_boundary on commit drop as select * from batch_boundary where account_no = :account;

create temp table meter on commit drop as select * from meter;
alter table meter alter meter_no set not null;
alter table meter alter meter_no add generated always as identity (start with 20000), add unique (meter_id);

create temp table stage_work (run_no int, account_no int, dirty_on date, weight bigint) on commit drop;
create temp table stage_account (run_no int, account_no int) on commit drop;

-- a statement that was prepared before goes by the tables that it saw then
discard plans
