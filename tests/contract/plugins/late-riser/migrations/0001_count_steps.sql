create table step (taken boolean not null);
