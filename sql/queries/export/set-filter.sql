select set_config('nightbook.cycle', :cycle, true), set_config('nightbook.account', :account, true)
