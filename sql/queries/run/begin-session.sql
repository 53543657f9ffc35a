set search_path to nightbook;
set time zone 'UTC';
-- A client that is gone takes its statement along: its machine is asked for signs of life, and while a statement runs the
-- server looks whether the connection is still there. Some systems cannot do the latter.
set tcp_keepalives_idle = 20;
set tcp_keepalives_interval = 10;
set tcp_keepalives_count = 3;
set tcp_user_timeout = '60s';
do $$
begin
    set client_connection_check_interval = '5s';
exception
    when invalid_parameter_value then
        raise debug 'this system cannot look after a connection while a statement runs';
end $$
