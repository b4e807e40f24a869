-- PostgreSQL lets everybody execute a new function. Whoever else has a log-in on this database draws no number.
revoke execute on function host.draw_number from public;
grant execute on function host.draw_number to stowage_app, stowage_app_all, stowage_hook;
