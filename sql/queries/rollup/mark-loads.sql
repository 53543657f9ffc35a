insert into load_rollup (load_no, run_no, until) select load_no, :run, :as_of from unnest(cast(:loads as bigint[])) as load_no
