select set_config('nightbook.run', cast(cast(:run as int) as text), true)
