grant update on ledger.balance to stowage_hook;
