select key, digest from event_key where key = any (cast(:keys as uuid[]))
