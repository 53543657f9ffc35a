-- What is in the server's memory alone goes to its files, so that a copy of them made while nobody uses it is whole.
checkpoint
