-- PostgreSQL lets everybody execute a new function. Whoever else has a log-in on this database learns of no owner.
revoke execute on function all_owners from public;
grant execute on function all_owners to stowage_app, stowage_app_all, stowage_hook, stowage_ledger;
