copy event_key (key, digest, occurred_at) from stdin with (format binary)
