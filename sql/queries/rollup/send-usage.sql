copy usage_part to stdout with (format binary)
