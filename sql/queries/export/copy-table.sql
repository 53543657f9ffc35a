copy (:table) to stdout with (format csv, header)
