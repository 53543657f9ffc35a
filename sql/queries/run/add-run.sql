insert into run (job, identity, as_of, state, started_at, started_by, closes, catalog)
values (:job, :identity, :as_of, 'running', clock_timestamp(), :started_by, :closes, :catalog)
returning run_no
