-- The oldest lot first: what free stock of an item is looked for by.
create index lot_by_manufacture_in_item on lot (item, manufactured_on, id);
