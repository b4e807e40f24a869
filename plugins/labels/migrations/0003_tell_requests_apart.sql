-- What a request asked for, so that its id, sent with something else, is refused and not answered by the former.

alter table print_job add column wish text;
comment on column print_job.wish is 'What the request asked for, hashed; null for jobs from before';
