-- Where all accounts are asked for each table is read once and hashed or sorted, however old its statistics are: a loop that
-- was planned for a few rows would turn minutes into hours.
set local enable_nestloop = off
