insert into run (job, identity, as_of, state, started_at, started_by, closes, closing, catalog, steps)
values (:job, :identity, :as_of, 'running', clock_timestamp(), :started_by, :closes, :closing, :catalog, :steps)
returning run_no, attempt
