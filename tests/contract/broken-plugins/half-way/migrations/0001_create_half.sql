create table half (id uuid primary key);
insert into half (id) values ('no uuid');
