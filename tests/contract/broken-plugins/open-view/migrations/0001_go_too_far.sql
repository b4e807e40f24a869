create view everything as select * from ledger.balance;
