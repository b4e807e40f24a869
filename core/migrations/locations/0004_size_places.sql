-- How large a place is, so that a plan of the building is drawn to scale and tells how full each place is.

alter table locations.location
  add column x_size_m numeric(9,3) constraint location_has_a_width check (x_size_m > 0),
  add column y_size_m numeric(9,3) constraint location_has_a_depth check (y_size_m > 0),
  add column z_size_m numeric(9,3) constraint location_has_a_height check (z_size_m > 0);
comment on column locations.location.x_size_m is 'Metres along x; the place reaches half of them to each side of its point.';
comment on column locations.location.y_size_m is 'Metres along y, half of them to each side.';
comment on column locations.location.z_size_m is 'Metres upwards from z.';
