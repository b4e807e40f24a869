-- Digits at each place that an operator reads out, so that the system hears whether he stands at the right
-- one.

alter table locations.location add column check_digits text
  constraint location_check_digits_are_digits check (check_digits ~ '^[0-9]{2,4}$');
comment on column locations.location.check_digits is 'Two to four digits on the place''s label, read out to confirm it; places side by side have different ones.';
